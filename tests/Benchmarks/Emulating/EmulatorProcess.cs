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
        var template = Path.ChangeExtension(readyFile, ".yaml");
        await File.WriteAllTextAsync(template, WithoutLimits(await File.ReadAllTextAsync(Path.Combine(root, "template.yaml"))).Replace("CodeUri: functions/", $"CodeUri: {root}/functions/", StringComparison.Ordinal));
        var options = new EmulatorOptions { TemplateFile = template, ControlPort = 0, RunsFunctions = false, Switches = new() { PacesStreams = false }, ConnectTo = new Dictionary<string, Uri> { ["httpbin.org"] = new(upstream) } };
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

    /// <summary>The same template with a plan that no load can exhaust.</summary>
    private static string WithoutLimits(string template)
    {
        const string found = "Host: httpbin.org, RateLimit: 100, BurstLimit: 200, Quota: 100000,";
        return template.Contains(found, StringComparison.Ordinal)
            ? template.Replace(found, "Host: httpbin.org, RateLimit: 1000000, BurstLimit: 1000000, Quota: 1000000000,", StringComparison.Ordinal)
            : throw new InvalidOperationException($"template.yaml has no row with '{found}'; say here what the row of httpbin is now.");
    }
}
