using System.CommandLine;
using Egress.Emulator.Demo;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.CommandLine;

/// <summary><c>demo</c>: the README's main job, told step by step. Fails when anything in it fails.</summary>
internal static class DemoCommand
{
    private const string Host = "httpbin.org";

    public static Command Create(TimeProvider time)
    {
        var options = new EmulatorArguments();
        var command = new Command("demo", "A Lambda in a closed network gets an answer from outside, and its key is rotated under load.");
        options.AddTo(command);
        Logs.AddTo(command);
        command.SetAction(EmulatorCommand.Run(async (arguments, cancellationToken) =>
        {
            await using var upstream = await EchoUpstream.StartAsync(cancellationToken);
            using var loggers = Logs.Open(arguments, functions: LogLevel.Error);
            await using var emulator = await RunningEmulator.StartAsync(With(options.Read(arguments), upstream), time, loggers, cancellationToken);
            await new DemoStory(emulator, upstream, arguments.InvocationConfiguration.Output, time).RunAsync("tests/events/get.json", cancellationToken);
            return 0;
        }));
        return command;
    }

    /// <summary>The demo's own upstream unless told otherwise, and a proof of seconds in place of minutes: this gateway's nodes learn a key at once.</summary>
    private static EmulatorOptions With(EmulatorOptions options, EchoUpstream upstream) => options with
    {
        ConnectTo = new Dictionary<string, Uri>(options.ConnectTo).Also(hosts => hosts.TryAdd(Host, upstream.Address)),
        ParameterOverrides = new Dictionary<string, string>(options.ParameterOverrides).Also(parameters =>
        {
            parameters.TryAdd("ProbePasses", "5");
            parameters.TryAdd("ProbeSpread", "00:00:02");
        }),
    };

    private static T Also<T>(this T value, Action<T> change)
    {
        change(value);
        return value;
    }
}
