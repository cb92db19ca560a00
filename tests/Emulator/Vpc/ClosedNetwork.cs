using System.Diagnostics;

namespace Egress.Emulator.Vpc;

/// <summary>
/// What a VPC without a route out is on this machine: a network namespace per sandbox, made by util-linux's <c>unshare</c>, in which nothing is reachable
/// but the listeners that stand for the VPC's endpoints. Where namespaces cannot be made (macOS, Windows, a locked-down container) functions run
/// unconfined, and <see cref="WhyNot"/> says so.
/// </summary>
internal sealed class ClosedNetwork
{
    private ClosedNetwork(string? whyNot) => WhyNot = whyNot;

    /// <summary>Null when the closed network is enforced.</summary>
    public string? WhyNot { get; }

    public static ClosedNetwork Detect()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new ClosedNetwork("network namespaces exist on Linux only");
        }

        try
        {
            using var trial = Process.Start(new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--net", "true"]) { UseShellExecute = false, RedirectStandardError = true });
            trial!.WaitForExit();
            return new ClosedNetwork(trial.ExitCode == 0 ? null : trial.StandardError.ReadToEnd().Trim());
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            return new ClosedNetwork($"unshare (util-linux) could not be started: {failure.Message}");
        }
    }

    /// <summary>The same command, inside a namespace of its own whose loopback offers exactly these ports, each leading to a unix socket.</summary>
    public ProcessStartInfo Confine(ProcessStartInfo command, IEnumerable<(int Port, string SocketPath)> reachable)
    {
        if (WhyNot is not null)
        {
            return command;
        }

        string[] wrapped =
        [
            "--user", "--map-root-user", "--net", "--",
            .. DotnetHost.CommandFor(typeof(ClosedNetwork).Assembly), NetworkRelay.Verb,
            .. reachable.Select(route => $"{route.Port}={route.SocketPath}"),
            "--", command.FileName, .. command.ArgumentList,
        ];
        var confined = new ProcessStartInfo("unshare", wrapped)
        {
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardOutput = command.RedirectStandardOutput,
            RedirectStandardError = command.RedirectStandardError,
            RedirectStandardInput = command.RedirectStandardInput,
        };
        confined.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            confined.Environment[name] = value;
        }

        return confined;
    }
}
