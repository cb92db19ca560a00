using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Egress.EndToEnd.Tests;

[Collection(Alone.Name)]
public sealed class StartTimeTests
{
    private const double BusyLoadPerProcessor = 1.5; // one start after the other makes less than one
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// From the start of the process to its ready line, custom resources delivered. It is tried again for a minute, since others may want the
    /// processors too; if they want them all that time, the test says that it has shown nothing.
    /// </summary>
    [Fact]
    public async Task Up_is_ready_within_two_seconds()
    {
        var first = Stopwatch.GetTimestamp();
        var best = TimeSpan.MaxValue;
        while (best >= Limit && Stopwatch.GetElapsedTime(first) < Patience)
        {
            var start = Stopwatch.GetTimestamp();
            await using var up = RunningProgram.Start("up", "--control-port", "0");
            await up.ReadLineAsync(TestContext.Current.CancellationToken);
            var took = Stopwatch.GetElapsedTime(start);
            best = took < best ? took : best;
        }

        Assert.SkipWhen(best >= Limit && IsMachineBusy(), $"NOT SHOWN: the best start took {best.TotalSeconds:0.0} s on a machine whose processors were busy with something else.");
        Assert.InRange(best, TimeSpan.Zero, Limit);
    }

    private static bool IsMachineBusy() => OperatingSystem.IsLinux()
        && double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) > BusyLoadPerProcessor * Environment.ProcessorCount;
}
