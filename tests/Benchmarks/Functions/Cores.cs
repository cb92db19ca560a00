using System.Runtime.InteropServices;

namespace Egress.Benchmarks.Functions;

/// <summary>The function under test has the first core, everything else the second. A child inherits the mask of the thread that forks it, so that no `taskset` counts into its start.</summary>
internal static partial class Cores
{
    public static bool CanBeParted => OperatingSystem.IsLinux() && Environment.ProcessorCount > 1;

    public static T OnFirst<T>(Func<T> start)
    {
        if (!CanBeParted)
        {
            return start();
        }

        Pin(1);
        try
        {
            return start();
        }
        finally
        {
            Pin(2);
        }
    }

    public static void TakeSecond() => TakeAll(2);

    public static void TakeBoth() => TakeAll((1UL << Environment.ProcessorCount) - 1);

    /// <summary>Each thread of this process; those to come inherit it.</summary>
    private static void TakeAll(ulong mask)
    {
        foreach (var thread in CanBeParted ? Directory.GetDirectories("/proc/self/task") : [])
        {
            _ = SetAffinity(int.Parse(Path.GetFileName(thread), System.Globalization.CultureInfo.InvariantCulture), sizeof(ulong), in mask); // one that has ended meanwhile has no mask
        }
    }

    private static void Pin(ulong mask)
    {
        if (SetAffinity(0, sizeof(ulong), in mask) != 0)
        {
            throw new InvalidOperationException($"sched_setaffinity refused the mask {mask}; expected at least two processors.");
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int threadId, nint size, in ulong mask);
}
