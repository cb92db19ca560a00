using System.ComponentModel;
using System.Diagnostics;

namespace Egress.Emulator.Functions;

/// <summary>A function's operating-system process and the lines that it writes.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Task _output;
    private long _peakBytes;

    private SandboxProcess(Process process, Action<string> write)
    {
        _process = process;
        process.StandardInput.Close();
        _output = Task.WhenAll(PumpAsync(process.StandardOutput, write), PumpAsync(process.StandardError, write));
        Exited = WaitAsync();
    }

    /// <summary>The exit status, once its last lines are read.</summary>
    public Task<int> Exited { get; }

    public static ProcessStartInfo Command(IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public static SandboxProcess Start(ProcessStartInfo command, Action<string> write)
    {
        try
        {
            return new SandboxProcess(Process.Start(command)!, write);
        }
        catch (Win32Exception failure)
        {
            throw new ProcessStartException($"{command.FileName} could not be started: {failure.Message}. Is it executable, and made for this machine?", failure);
        }
    }

    /// <summary>Its largest memory so far; of a process that has ended, as last seen.</summary>
    public long PeakMegabytes()
    {
        try
        {
            _process.Refresh();
            _peakBytes = Math.Max(_peakBytes, _process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        return _peakBytes / (1024 * 1024);
    }

    public async ValueTask DisposeAsync()
    {
        PeakMegabytes();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Exited;
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAny(_output, Task.Delay(DrainLimit, TimeProvider.System)); // a child of it may hold the pipes open
        return _process.ExitCode;
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> write)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            write(line);
        }
    }
}
