using System.CommandLine;

namespace Egress.Emulator.CommandLine;

/// <summary>The command line: <c>up</c>, <c>invoke</c>, <c>demo</c>, <c>verify</c>. Answers go to standard output, all else to standard error.</summary>
internal static class EmulatorCommand
{
    public static RootCommand Create(TimeProvider time)
    {
        var root = new RootCommand("Runs the gateway, the functions and the AWS services that a SAM template needs, on this machine.");
        root.Subcommands.Add(UpCommand.Create(time));
        root.Subcommands.Add(InvokeCommand.Create(time));
        root.Subcommands.Add(DemoCommand.Create(time));
        root.Subcommands.Add(VerifyCommand.Create(time));
        return root;
    }

    /// <summary>Runs a command; a reason for a person is printed as it is, and the exit code is 1.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Run(Func<ParseResult, CancellationToken, Task<int>> command) => async (arguments, cancellationToken) =>
    {
        try
        {
            return await command(arguments, cancellationToken);
        }
        catch (Exception reason) when (reason is EmulatorException or Template.TemplateException)
        {
            await arguments.InvocationConfiguration.Error.WriteLineAsync($"\negress: {reason.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 130; // ended by Ctrl-C, as shells count it
        }
    };
}
