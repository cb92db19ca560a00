using System.Diagnostics;
using Egress.Testing;

namespace Egress.EndToEnd.Tests;

/// <summary>The emulator as a program of its own, started as a newcomer starts it, in the root of the checkout.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private RunningProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static RunningProgram Start(params string[] arguments) => StartIn([], arguments);

    public static Task<ProgramResult> RunAsync(CancellationToken cancellationToken, params string[] arguments) => RunInAsync([], cancellationToken, arguments);

    /// <summary>With these variables beside those of the tests.</summary>
    public static async Task<ProgramResult> RunInAsync(Dictionary<string, string> variables, CancellationToken cancellationToken, params string[] arguments)
    {
        await using var program = StartIn(variables, arguments);
        var output = await program._process.StandardOutput.ReadToEndAsync(cancellationToken);
        await program._process.WaitForExitAsync(cancellationToken);
        return new ProgramResult(program._process.ExitCode, output, await program._errors);
    }

    public async Task<string> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException($"The emulator ended: {await _errors}");

    public int Id => _process.Id;

    /// <summary>Asks the program to end, as an operating system does, and answers its exit code.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        ProcessTree.AskToEnd(_process.Id);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>What the program holds of the machine's memory at this moment.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    private static RunningProgram StartIn(Dictionary<string, string> variables, string[] arguments)
    {
        var command = new ProcessStartInfo("dotnet", ["exec", typeof(Emulator.EmulatorOptions).Assembly.Location, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            command.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(command)!);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            if (!_process.HasExited)
            {
                await EndAsync(patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
