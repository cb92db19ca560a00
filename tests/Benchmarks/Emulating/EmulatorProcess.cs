using System.Text.Json.Nodes;
using Egress.Emulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace Egress.Benchmarks.Emulating;

/// <summary>The emulator in a process of its own, whose processor time can be read. It serves until it is ended, and says where in a file.</summary>
internal static class EmulatorProcess
{
    public const string Verb = "emulate";

    public static async Task ServeAsync(string root, string upstream, string readyFile)
    {
        var options = new EmulatorOptions
        {
            TemplateFile = Path.Combine(root, "template.yaml"),
            ControlPort = 0,
            RunsFunctions = false,
            Switches = new() { PacesStreams = false, LimitSlack = 1000 }, // the account's 10,000 a second would be the limit of what can be measured
            ConnectTo = new Dictionary<string, Uri> { ["httpbin.org"] = new(upstream) },
            ParameterOverrides = new Dictionary<string, string> { ["httpbinLimits"] = "1000000,1000000,1000000000,DAY" }, // no load can exhaust it
        };
        await using var emulator = await RunningEmulator.StartAsync(options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        var ready = new JsonObject
        {
            ["url"] = emulator.Endpoints[0].Http.OriginalString,
            ["apiId"] = emulator.Stack.RestApis[0].Id,
            ["key"] = emulator.Apis.Keys[0].Value,
        };
        await File.WriteAllTextAsync(readyFile + ".part", ready.ToJsonString());
        File.Move(readyFile + ".part", readyFile);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }
}
