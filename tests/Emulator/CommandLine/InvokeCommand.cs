using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.CommandLine;

/// <summary><c>invoke</c>: one invocation, answered on standard output, as <c>sam local invoke</c> does.</summary>
internal static class InvokeCommand
{
    public static Command Create(TimeProvider time)
    {
        var options = new EmulatorArguments();
        var function = new Argument<string>("FUNCTION") { Description = "The function's logical id in the template." };
        var eventFile = new Option<string?>("--event", "-e") { Description = "A file with the event as JSON; - reads standard input. Without it the event is {}.", HelpName = "FILE" };
        var command = new Command("invoke", "Invokes one function once and prints its answer.") { function, eventFile };
        options.AddTo(command);
        Logs.AddTo(command);
        command.SetAction(EmulatorCommand.Run(async (arguments, cancellationToken) =>
        {
            var payload = await EventFile.ReadAsync(arguments.GetValue(eventFile), cancellationToken);
            using var loggers = Logs.Open(arguments, functions: LogLevel.Information);
            await using var emulator = await RunningEmulator.StartAsync(options.Read(arguments), time, loggers, cancellationToken);
            StartNotes.TellNetwork(emulator, arguments.InvocationConfiguration.Error);
            var result = await emulator.Functions.InvokeAsync(emulator.Function(arguments.GetRequiredValue(function)), payload, cancellationToken);
            await arguments.InvocationConfiguration.Output.WriteLineAsync(Encoding.UTF8.GetString(result.Payload.Span));
            return result.FunctionError is null ? 0 : 1;
        }));
        return command;
    }
}
