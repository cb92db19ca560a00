using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;

namespace Egress.Emulator.Demo;

/// <summary>
/// What <c>make run</c> shows.
/// 1. A Lambda in the closed network calls a public host and gets its answer.
/// 2. What that host saw: no gateway key, no caller address.
/// 3. The key is rotated while calls go on; both keys are good afterwards.
/// </summary>
internal sealed class DemoStory(RunningEmulator emulator, EchoUpstream upstream, TextWriter output, TimeProvider time)
{
    private const int Callers = 2;
    private const int LeastCalls = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FunctionDefinition _caller = emulator.Function("CallerFunction");

    public async Task RunAsync(string eventFile, CancellationToken cancellationToken)
    {
        var request = await File.ReadAllBytesAsync(eventFile, cancellationToken);
        await CallOnceAsync(eventFile, request, cancellationToken);
        ShowWhatTheUpstreamSaw();
        await RotateUnderLoadAsync(request, cancellationToken);
    }

    private async Task CallOnceAsync(string eventFile, byte[] request, CancellationToken cancellationToken)
    {
        var network = emulator.Network.WhyNot is { } reason ? $"NOT in a closed network ({reason})" : "in a network namespace without a route out";
        Title($"1. A Lambda calls out. It runs {network}");
        await output.WriteLineAsync($"event ({eventFile}):\n{Indent(string.Join(' ', Encoding.UTF8.GetString(request).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))}");

        var started = time.GetTimestamp();
        var result = await emulator.Functions.InvokeAsync(_caller, request, cancellationToken);
        if (Failure(result) is { } failure)
        {
            throw new EmulatorException($"The call failed: {failure}");
        }

        await output.WriteLineAsync($"\nanswer, through the gateway, after {time.GetElapsedTime(started).TotalMilliseconds:0} ms with the cold start:\n{Indent(Readable(result.Payload.Span))}");
    }

    private void ShowWhatTheUpstreamSaw()
    {
        var seen = upstream.Seen.Last();
        Title("2. What the upstream saw");
        output.WriteLine($"  {seen.Method} {seen.Target}");
        foreach (var header in seen.Headers)
        {
            output.WriteLine($"  {header.Key}: {header.Value}");
        }

        var leaks = emulator.Secrets.AllPresent().Any(secret => seen.Contains(KeyOf(secret.Arn)));
        var address = seen.Headers.Any(header => header.Key.StartsWith("X-Forwarded-For", StringComparison.OrdinalIgnoreCase) && header.Value.Contains("127.", StringComparison.Ordinal));
        if (leaks || address)
        {
            throw new EmulatorException(leaks ? "The gateway key reached the upstream." : "The caller's address reached the upstream.");
        }

        output.WriteLine("  → no gateway key, no caller address");
    }

    private async Task RotateUnderLoadAsync(byte[] request, CancellationToken cancellationToken)
    {
        Title($"3. The key is rotated while {Callers} callers go on calling");
        var secret = emulator.Secrets.AllPresent().Single().Arn;
        var (before, generationBefore) = (KeyOf(secret), GenerationOf(secret));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = new SteadyLoad(token => CallAsync(request, token), Callers, Pause, time);
        var running = load.RunAsync(stop.Token, cancellationToken);

        var started = time.GetTimestamp();
        void Tell(string what) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {time.GetElapsedTime(started).TotalSeconds,5:0.0} s  {load.Calls,4} calls, {load.Failed} failed  {what}"));
        await RotateAsync(secret, Tell);
        while (load.Calls < LeastCalls)
        {
            await Task.Delay(Pause, time, cancellationToken);
        }

        await stop.CancelAsync();
        await running;
        foreach (var (name, key) in new[] { ("old", before), ("new", KeyOf(secret)) })
        {
            Tell($"the {name} key is answered {await KeyCheck.StatusAsync(emulator, key, cancellationToken)} by every stage");
        }

        if (load.FirstFailure is { } failure)
        {
            throw new EmulatorException($"{load.Failed} of {load.Calls} calls failed; the first: {failure}");
        }

        await output.WriteLineAsync($"\n{load.Calls} calls, {load.Failed} failed, key generation {generationBefore} → {GenerationOf(secret)}");
    }

    private async Task RotateAsync(string secret, Action<string> tell)
    {
        void Watch(RotationStep step) => tell($"{step.Step} {step.Outcome.ToString().ToLowerInvariant()}{(step.ErrorType is null ? "" : $": {step.ErrorType}")}");
        emulator.Rotations.Stepped += Watch;
        emulator.Rotations.Start(secret, Guid.NewGuid().ToString(), functionArn: null, rules: null, isImmediate: true);
        var isSuccess = await emulator.Rotations.WhenIdleAsync(secret);
        emulator.Rotations.Stepped -= Watch;
        if (!isSuccess)
        {
            throw new EmulatorException("The rotation failed. What AdminFunction says of it: run again with --verbose.");
        }
    }

    private async Task<string?> CallAsync(byte[] request, CancellationToken cancellationToken) =>
        Failure(await emulator.Functions.InvokeAsync(_caller, request, cancellationToken));

    private static string? Failure(InvocationResult result)
    {
        var answer = Encoding.UTF8.GetString(result.Payload.Span);
        return result.FunctionError is null && JsonNode.Parse(answer)?["statusCode"]?.GetValue<int>() == 200 ? null : answer;
    }

    private string KeyOf(string secret) => Document(secret)["apiKey"]!.GetValue<string>();

    /// <summary>The template's own key has no generation written in its document; each rotation writes one more.</summary>
    private int GenerationOf(string secret) => 1 + (Document(secret)["generation"]?.GetValue<int>() ?? 0);

    private JsonNode Document(string secret) => JsonNode.Parse(emulator.Secrets.Read(secret, "AWSCURRENT")!)!;

    private void Title(string text) => output.WriteLine($"\n{text}\n");

    private static string Indent(string text) => "  " + text.ReplaceLineEndings("\n  ");

    /// <summary>Status, headers and body on lines of their own, instead of the JSON that holds them.</summary>
    private static string Readable(ReadOnlySpan<byte> answer)
    {
        var response = JsonNode.Parse(answer)!;
        var headers = response["multiValueHeaders"]!.AsObject().SelectMany(header => header.Value!.AsArray(), (header, value) => $"{header.Key}: {value}");
        return string.Join('\n', [$"{response["statusCode"]}", .. headers, "", $"{response["body"]}"]);
    }
}
