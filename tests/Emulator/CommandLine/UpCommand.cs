using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.CommandLine;

/// <summary><c>up</c>: serves until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create(TimeProvider time)
    {
        var options = new EmulatorArguments();
        var command = new Command("up", "Serves the template until Ctrl-C. Prints one line of JSON when ready.");
        var envFile = new Option<string?>("--env-file") { Description = "Write the functions' variables for sam local invoke --env-vars.", HelpName = "FILE" };
        options.AddServingTo(command);
        command.Options.Add(envFile);
        Logs.AddTo(command);
        command.SetAction(EmulatorCommand.Run(async (arguments, cancellationToken) =>
        {
            using var loggers = Logs.Open(arguments, functions: LogLevel.Information);
            await using var emulator = await RunningEmulator.StartAsync(options.Read(arguments), time, loggers, cancellationToken);
            if (arguments.GetValue(envFile) is { } file)
            {
                await EnvFile.WriteAsync(emulator, file, cancellationToken);
            }

            await arguments.InvocationConfiguration.Output.WriteLineAsync(ReadyLine.Of(emulator));
            StartNotes.Tell(emulator, arguments.InvocationConfiguration.Error);
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }));
        return command;
    }
}
