using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Egress.Benchmarks;
using Egress.Benchmarks.Costs;
using Egress.Benchmarks.Emulating;
using Egress.Benchmarks.Rotations;

switch (args)
{
    case ["costs"]:
        CostReport.Write(Directory.GetCurrentDirectory());
        return 0;

    case ["rotation"]:
        await RotationReport.WriteAsync(Directory.GetCurrentDirectory(), CancellationToken.None);
        return 0;

    case ["mutations", .. var only]:
        return MutationReport.Write(Directory.GetCurrentDirectory(), only) ? 0 : 1;

    case [EmulatorProcess.Verb, var root, var upstream, var readyFile]:
        await EmulatorProcess.ServeAsync(root, upstream, readyFile);
        return 0;

    case ["measure", var file]:
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)).WithArtifactsPath("artifacts/benchmarks");
        var summary = BenchmarkRunner.Run<ClientOverhead>(config);
        File.WriteAllLines(file, summary.Reports.Where(report => report.Success).Select(report => string.Create(
            CultureInfo.InvariantCulture,
            $"{report.BenchmarkCase.Descriptor.WorkloadMethod.Name} {report.ResultStatistics!.Median} {report.ResultStatistics.StandardError} {report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)}")));
        return summary.HasCriticalValidationErrors || summary.Reports.IsEmpty || summary.Reports.Any(report => !report.Success) ? 1 : 0;

    case ["client"]: // alone, on standard output
        return await Bench.OfClientAsync();

    case ["emulator"]: // alone
        return await Bench.OfEmulatorAsync(Directory.GetCurrentDirectory(), TimeProvider.System);

    case ["--rounds", var rounds]: // a quick look
        return await Bench.RunAsync(Directory.GetCurrentDirectory(), int.Parse(rounds, CultureInfo.InvariantCulture), TimeProvider.System);

    default:
        return await Bench.RunAsync(Directory.GetCurrentDirectory(), rounds: null, TimeProvider.System);
}
