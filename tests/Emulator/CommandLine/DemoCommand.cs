using System.CommandLine;
using Egress.Emulator.Demo;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.CommandLine;

/// <summary><c>demo</c>: the README's main job, told step by step. Fails when anything in it fails.</summary>
internal static class DemoCommand
{
    private const string Host = "httpbin.org";
    private const string Event = "tests/events/get.json";

    public static Command Create(TimeProvider time)
    {
        var options = new EmulatorArguments();
        var command = new Command("demo", "A Lambda in a closed network gets an answer from outside, and its key is rotated under load.");
        options.AddTo(command);
        Logs.AddTo(command);
        command.SetAction(EmulatorCommand.Run(async (arguments, cancellationToken) =>
        {
            var request = await EventFile.ReadAsync(Event, cancellationToken);
            await using var upstream = await EchoUpstream.StartAsync(cancellationToken);
            using var loggers = Logs.Open(arguments, functions: LogLevel.Error);
            await using var emulator = await RunningEmulator.StartAsync(With(options.Read(arguments), upstream), time, loggers, cancellationToken);
            await new DemoStory(emulator, upstream, arguments.InvocationConfiguration.Output, time).RunAsync(Event, request, cancellationToken);
            return 0;
        }));
        return command;
    }

    /// <summary>The demo's own upstream, and a proof of seconds in place of minutes: this gateway's nodes learn a key at once.</summary>
    private static EmulatorOptions With(EmulatorOptions options, EchoUpstream upstream) => options with
    {
        ConnectTo = options.ConnectTo.ContainsKey(Host)
            ? throw new EmulatorException($"--connect-to: found {Host}, which the demo plays itself to show what arrives there. Expected other hosts; 'up' and 'invoke' take this one too.")
            : new Dictionary<string, Uri>(options.ConnectTo) { [Host] = upstream.Address },
        ParameterOverrides = new[] { KeyValuePair.Create("ProbePasses", "5"), KeyValuePair.Create("ProbeSpread", "00:00:00") }
            .Concat(options.ParameterOverrides)
            .GroupBy(parameter => parameter.Key)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.Last().Value), // what the caller says comes last, and wins
    };
}
