using System.Diagnostics;
using System.Globalization;
using Egress.Benchmarks.Emulating;
using Egress.Benchmarks.Functions;
using Egress.Benchmarks.Reporting;

namespace Egress.Benchmarks;

/// <summary>
/// One run of everything, in this order:
/// 1. Caller is published, the peers are looked for and compiled;
/// 2. the functions, all variants in turns;
/// 3. the emulator, nginx and serverless-offline in turns;
/// 4. the client, by BenchmarkDotNet, in a process of its own;
/// 5. the report.
/// </summary>
internal static class Bench
{
    public static async Task<int> RunAsync(string root, int? rounds, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("egress-bench-").FullName;
        try
        {
            var pki = new Pki(folder, time);
            await using var gateway = await BenchGateway.StartAsync(pki);
            var variants = Variants.All(root, folder, gateway, pki); // 1
            var machine = Machine.Describe(time.GetUtcNow());
            Cores.TakeSecond();
            var runs = await new FunctionBench(variants, rounds, time).RunAsync(); // 2
            var results = new Results { Variants = variants, Runs = runs, Proxies = [], LeftOut = AllLeftOut("the run ended before"), Client = [], Machine = machine, Roots = pki.Roots };
            BenchReport.Write(root, results);
            var (proxies, leftOut) = await ProxiesAsync(root, folder, gateway, time); // 3
            Cores.TakeBoth();
            var client = await ClientAsync(folder); // 4
            BenchReport.Write(root, results with { Proxies = proxies, LeftOut = leftOut, Client = client }); // 5
            return runs.Any(run => run.Variant == Variant.Aot && run.WhyNot is not null) ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>BenchmarkDotNet prints its own table.</summary>
    public static Task<int> OfClientAsync() => InFolderAsync(async folder => (await ClientAsync(folder)).Count);

    /// <summary>A line for each round, in <c>artifacts/benchmarks/emulator.txt</c>.</summary>
    public static Task<int> OfEmulatorAsync(string root, TimeProvider time) => InFolderAsync(async folder =>
    {
        await using var gateway = await BenchGateway.StartAsync(new Pki(folder, time));
        Cores.TakeSecond();
        var (runs, leftOut) = await EmulatorBench.RunAsync(root, folder, gateway, time);
        var lines = runs.Select(run => string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Proxy}: {run.PerCpuSecond:0} requests per CPU second, {run.PerSecond:0} per second; 100 MB in {run.HugeMilliseconds ?? double.NaN:0} ms, peak {run.PeakBefore:0.0} MB before it, {run.PeakAfter:0.0} MB after it"));
        var file = Directory.CreateDirectory(Path.Combine(root, "artifacts", "benchmarks")).FullName;
        await File.WriteAllLinesAsync(Path.Combine(file, "emulator.txt"), [.. lines, .. leftOut.Select(peer => $"{peer.Key}: not measured: {peer.Value}")]);
        return runs.Count;
    });

    /// <summary>Fails when nothing was measured.</summary>
    private static async Task<int> InFolderAsync(Func<string, Task<int>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("egress-bench-").FullName;
        try
        {
            return await measure(folder) > 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What has been measured until then is not lost by it.</summary>
    private static async Task<(IReadOnlyList<ProxyRun> Runs, IReadOnlyDictionary<string, string> LeftOut)> ProxiesAsync(string root, string folder, BenchGateway gateway, TimeProvider time)
    {
        try
        {
            return await EmulatorBench.RunAsync(root, folder, gateway, time);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            return ([], AllLeftOut(failure.Message.ReplaceLineEndings(" ")));
        }
    }

    private static Dictionary<string, string> AllLeftOut(string whyNot) => new() { [EmulatorBench.Emulator] = whyNot, [EmulatorBench.Nginx] = whyNot, [ServerlessOffline.Unchecked] = whyNot, [ServerlessOffline.Checked] = whyNot };

    /// <summary>The measuring process must trust the server's certificate from its first handshake on, so it is a process of its own.</summary>
    private static async Task<IReadOnlyList<ClientRow>> ClientAsync(string folder)
    {
        await using var gateway = await AnsweringGateway.StartAsync(CancellationToken.None);
        var file = Path.Combine(folder, "client.txt");
        string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? ["exec", typeof(Bench).Assembly.Location] : [];
        var command = new ProcessStartInfo(Environment.ProcessPath!, [.. self, "measure", file]);
        command.Environment["SSL_CERT_FILE"] = gateway.CaBundle;
        command.Environment[ClientOverhead.GatewayVariable] = gateway.Address.OriginalString;
        using var measuring = Process.Start(command)!;
        await measuring.WaitForExitAsync();
        return File.Exists(file) ? [.. File.ReadLines(file).Select(Row)] : [];
    }

    private static ClientRow Row(string line) => line.Split(' ') is [var name, var mean, var error, var bytes]
        ? new ClientRow(name, Number(mean) / 1000, Number(error) / 1000, Number(bytes))
        : throw new FormatException($"Found '{line}'; expected a name and three numbers.");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
