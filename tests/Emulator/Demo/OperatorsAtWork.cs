using System.Text;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Demo;

/// <summary>What an operator asks of Admin, by the events that the README shows. Fails when one of them does.</summary>
internal sealed class OperatorsAtWork(RunningEmulator emulator, ConsumerKey key, TextWriter output)
{
    private static readonly string[] Requests =
    [
        """{"action":"issue","consumer":"reports","upstreams":["httpbin.org"]}""",
        """{"action":"grant","consumer":"reports","upstream":"httpbin.org"}""",
        """{"action":"revoke","consumer":"app","target":"previous","mode":"contain"}""",
        """{"action":"usage"}""",
    ];

    public async Task RunAsync(string replaced, CancellationToken cancellationToken)
    {
        foreach (var request in Requests)
        {
            await AskAsync(request, cancellationToken);
        }

        await RequireAsync("replaced and revoked", replaced, 403, cancellationToken);
        await RequireAsync("current", key.Value, 200, cancellationToken);
    }

    private async Task AskAsync(string request, CancellationToken cancellationToken)
    {
        var result = await emulator.Functions.InvokeAsync(emulator.Function("AdminFunction"), Encoding.UTF8.GetBytes(request), cancellationToken);
        var answer = Encoding.UTF8.GetString(result.Payload.Span);
        if (result.FunctionError is not null)
        {
            throw new EmulatorException($"Admin refused {request}: {answer}");
        }

        var json = JsonNode.Parse(answer)!;
        var seconds = json["seconds"] is { } took ? $" after {took} s" : "";
        await output.WriteLineAsync($"  {request}\n    → {json["outcome"]}{seconds}");
        foreach (var row in json["usage"]?.AsArray() ?? [])
        {
            await output.WriteLineAsync($"      {row!["day"]}  {row["consumer"],-8} {row["upstream"],-12} {row["calls"]} calls");
        }
    }

    private async Task RequireAsync(string name, string value, int expected, CancellationToken cancellationToken)
    {
        var status = await KeyCheck.StatusAsync(emulator, value, cancellationToken);
        await output.WriteLineAsync($"  the key that is {name} is answered {status}");
        if (status != expected)
        {
            throw new EmulatorException($"The key that is {name} is answered {status}, expected {expected}.");
        }
    }
}
