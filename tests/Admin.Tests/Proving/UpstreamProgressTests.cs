using Egress.Admin.Proving;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Proving;

public sealed class UpstreamProgressTests
{
    private static readonly ProofGoal Goal = new(40, TimeSpan.FromSeconds(60));
    private static readonly UpstreamProgress Start = new("a.com");

    [Fact]
    public void Passes_of_two_rounds_make_one_run()
    {
        var progress = After(After(Start, 0, 30, Passes(20, 29)), 30, 62, Passes(21, 31));

        Assert.Equal(41, progress.Run);
        Assert.Equal(TimeSpan.FromSeconds(61), progress.RunEnded - progress.RunStarted);
        Assert.True(progress.IsProved(Goal));
    }

    [Fact]
    public void A_refusal_between_passes_begins_the_count_anew()
    {
        var progress = After(After(Start, 0, 30, Passes(39, 29)), 30, 60, Passes(20, 10) with { Passes = 25, Refusals = 1 });

        Assert.Equal((20, TimeSpan.FromSeconds(50)), (progress.Run, progress.RunStarted));
    }

    [Fact]
    public void A_refusal_at_the_end_leaves_nothing()
    {
        var progress = After(After(Start, 0, 30, Passes(39, 29)), 30, 60, Passes(0, 0) with { Passes = 25, Refusals = 1 });

        Assert.Equal(0, progress.Run);
        Assert.Equal(TimeSpan.FromSeconds(1), progress.FirstPass);
    }

    [Fact]
    public void A_refusal_at_the_start_of_a_round_breaks_the_run_before_it()
    {
        var progress = After(After(Start, 0, 30, Passes(39, 29)), 30, 60, Passes(30, 29) with { Refusals = 1 });

        Assert.Equal((30, TimeSpan.FromSeconds(31)), (progress.Run, progress.RunStarted));
    }

    [Fact]
    public void A_round_that_taught_nothing_loses_nothing()
    {
        var progress = After(After(Start, 0, 30, Passes(20, 29)), 30, 60, Passes(0, 0) with { Neutral = 9, FirstMs = null });

        Assert.Equal(20, progress.Run);
    }

    [Fact]
    public void Enough_passes_too_close_together_are_no_proof() =>
        Assert.False(After(Start, 0, 30, Passes(40, 29)).IsProved(Goal));

    [Fact]
    public void Few_passes_over_a_long_time_are_no_proof() =>
        Assert.False(After(Start, 0, 70, Passes(39, 69)).IsProved(Goal));

    [Fact]
    public void The_later_the_first_pass_the_longer_they_must_hold()
    {
        var late = After(Start, 100, 170, Passes(60, 65) with { FirstMs = 5_000 });

        Assert.Equal(TimeSpan.FromSeconds(105), late.FirstPass);
        Assert.Equal(TimeSpan.FromSeconds(210), late.SpreadWanted(Goal));
        Assert.False(late.IsProved(Goal));
    }

    [Fact]
    public void Where_refusals_are_wished_a_pass_breaks_the_run()
    {
        var report = new UpstreamReport { Upstream = "a.com", Refusals = 10, Run = 10, RunMs = 9_000, FirstMs = 0 };
        var progress = Start.After(report, ProbeMode.Reject, TimeSpan.Zero, TimeSpan.FromSeconds(10));

        Assert.Equal(10, progress.Run);
        Assert.Equal(3, progress.After(report with { Passes = 1, Run = 3 }, ProbeMode.Reject, TimeSpan.Zero, TimeSpan.FromSeconds(20)).Run);
    }

    private static UpstreamProgress After(UpstreamProgress progress, int fromSecond, int toSecond, UpstreamReport report) =>
        progress.After(report, ProbeMode.Accept, TimeSpan.FromSeconds(fromSecond), TimeSpan.FromSeconds(toSecond));

    private static UpstreamReport Passes(int count, int runSeconds) =>
        new() { Upstream = "a.com", Passes = count, Run = count, RunMs = runSeconds * 1000, FirstMs = 1_000 };
}
