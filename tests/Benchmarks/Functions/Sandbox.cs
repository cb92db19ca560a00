using System.Globalization;

namespace Egress.Benchmarks.Functions;

/// <summary>
/// What a function is allowed: one processor; a share of it, memory. Lambda gives 128 MB a share of 128/1769 of a CPU. Control groups of either version; where they may not be made, it says why.
/// INIT is not capped on Lambda, so a process enters the share with its first poll.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private const int PeriodMicroseconds = 20_000;
    private const int MegabytesPerCpu = 1769;
    private const string Root = "/sys/fs/cgroup";

    private readonly List<string> _groups = [];

    private Sandbox()
    {
    }

    /// <summary>The CPU share of so many megabytes.</summary>
    public static Sandbox OfShare(int megabytes)
    {
        var quota = (PeriodMicroseconds * megabytes / MegabytesPerCpu).ToString(CultureInfo.InvariantCulture);
        return IsSecondVersion
            ? Make("", ("cpu.max", $"{quota} {PeriodMicroseconds}"))
            : Make("cpu", ("cpu.cfs_period_us", PeriodMicroseconds.ToString(CultureInfo.InvariantCulture)), ("cpu.cfs_quota_us", quota));
    }

    public static Sandbox OfMemory(int megabytes)
    {
        var bytes = (megabytes * 1024L * 1024).ToString(CultureInfo.InvariantCulture);
        return IsSecondVersion ? Make("", ("memory.max", bytes)) : Make("memory", ("memory.limit_in_bytes", bytes));
    }

    private static bool IsSecondVersion => File.Exists(Path.Combine(Root, "cgroup.controllers"));

    /// <summary>Null, or why it cannot be had here.</summary>
    public static string? WhyNot(Func<Sandbox> make)
    {
        try
        {
            using var trial = make();
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused.Message;
        }
    }

    public void Take(int processId) => _groups.ForEach(group => File.WriteAllText(Path.Combine(group, "cgroup.procs"), processId.ToString(CultureInfo.InvariantCulture)));

    public void Dispose()
    {
        foreach (var group in _groups)
        {
            Directory.Delete(group);
        }
    }

    private static Sandbox Make(string controller, params (string Name, string Value)[] limits)
    {
        var sandbox = new Sandbox();
        var group = Path.Combine(Root, controller, $"egress-bench-{Guid.NewGuid():N}");
        Directory.CreateDirectory(group);
        sandbox._groups.Add(group);
        try
        {
            foreach (var (name, value) in limits)
            {
                File.WriteAllText(Path.Combine(group, name), value);
            }
        }
        catch
        {
            sandbox.Dispose();
            throw;
        }

        return sandbox;
    }
}
