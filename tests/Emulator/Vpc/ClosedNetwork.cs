using System.Diagnostics;

namespace Egress.Emulator.Vpc;

/// <summary>
/// What a VPC without a route out is on this machine: a network namespace per sandbox, made by util-linux's <c>unshare</c>, in which nothing is reachable
/// but the listeners that stand for the VPC's endpoints. Where namespaces cannot be made (macOS, Windows, a locked-down container) functions run
/// unconfined, and <see cref="WhyNot"/> says so.
/// </summary>
internal sealed class ClosedNetwork
{
    /// <summary>
    /// How a namespace is asked for. Anybody may make one together with a user namespace of their own (user_namespaces(7));
    /// where that is forbidden, as in many containers, root may do without.
    /// </summary>
    private static readonly string[][] Ways = [["--user", "--map-root-user", "--net"], ["--net"]];

    private readonly string[] _way;

    private ClosedNetwork(string[] way, string? whyNot) => (_way, WhyNot) = (way, whyNot);

    /// <summary>Null when the closed network is enforced.</summary>
    public string? WhyNot { get; }

    public static ClosedNetwork Detect()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new ClosedNetwork([], "network namespaces exist on Linux only");
        }

        var refusals = new List<string>();
        foreach (var way in Ways)
        {
            if (Try(way) is not { } refusal)
            {
                return new ClosedNetwork(way, null);
            }

            refusals.Add(refusal);
        }

        return new ClosedNetwork([], string.Join("; ", refusals.Distinct()));
    }

    /// <summary>Why a namespace cannot be had this way; null when it can.</summary>
    private static string? Try(string[] way)
    {
        try
        {
            using var trial = Process.Start(new ProcessStartInfo("unshare", [.. way, "true"]) { UseShellExecute = false, RedirectStandardError = true })!;
            var refusal = trial.StandardError.ReadToEnd().Trim();
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : refusal;
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            return $"unshare (util-linux) could not be started: {failure.Message}";
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
            .. _way, "--",
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
