using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Functions;

namespace Egress.Emulator.Demo;

/// <summary>
/// What <c>make run</c> shows.
/// 1. A Lambda in the closed network calls a public host and gets its answer.
/// 2. What that host saw: no gateway key, no caller address.
/// 3. The key is rotated while calls go on; both keys are good afterwards.
/// 4. An operator issues a consumer, grants, revokes the replaced key, and sees who called what.
/// </summary>
internal sealed class DemoStory(RunningEmulator emulator, EchoUpstream upstream, TextWriter output, TimeProvider time)
{
    private readonly FunctionDefinition _caller = emulator.Function("CallerFunction");
    private readonly ConsumerKey _key = ConsumerKey.Of(emulator);

    public async Task RunAsync(string eventFile, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        // 1.
        var network = emulator.Network.WhyNot is { } reason ? $"NOT in a closed network ({reason})" : "in a network namespace without a route out";
        Title($"1. A Lambda calls out. It runs {network}");
        await CallOnceAsync(eventFile, request, cancellationToken);

        // 2.
        Title("2. What the upstream saw");
        ShowWhatTheUpstreamSaw();

        // 3.
        Title($"3. The key is rotated while {RotationUnderLoad.Callers} callers go on calling");
        var replaced = _key.Value;
        var sum = await new RotationUnderLoad(emulator, _key, token => CallAsync(request, token), output, time).RunAsync(cancellationToken);

        // 4.
        Title("4. An operator asks Admin");
        await new OperatorsAtWork(emulator, _key, output).RunAsync(replaced, cancellationToken);

        await output.WriteLineAsync($"\n{sum}");
    }

    private async Task CallOnceAsync(string eventFile, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"event ({eventFile}):\n{Indent(string.Join(' ', Encoding.UTF8.GetString(request.Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))}");
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
        output.WriteLine($"  {seen.Method} {seen.Target}");
        foreach (var header in seen.Headers)
        {
            output.WriteLine($"  {header.Key}: {header.Value}");
        }

        if (seen.Contains(_key.Value))
        {
            throw new EmulatorException("The gateway key reached the upstream.");
        }

        if (seen.Contains("127.0.0.1"))
        {
            throw new EmulatorException("The caller's address reached the upstream.");
        }

        output.WriteLine("  → no gateway key, no caller address");
    }

    private async Task<string?> CallAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
        Failure(await emulator.Functions.InvokeAsync(_caller, request, cancellationToken));

    private static string? Failure(InvocationResult result)
    {
        var answer = Encoding.UTF8.GetString(result.Payload.Span);
        return result.FunctionError is null && JsonNode.Parse(answer)?["statusCode"]?.GetValue<int>() == 200 ? null : answer;
    }

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
