using Egress.Admin.Proving;

namespace Egress.Admin.Tests.Proving;

public sealed class ProbeRoundTests
{
    private static readonly ProofGoal Goal = new(40, TimeSpan.FromSeconds(60));

    [Fact]
    public void The_first_round_stretches_the_passes_over_the_spread()
    {
        var round = ProbeRound.Next([new UpstreamProgress("a.com"), new UpstreamProgress("b.com")], Goal);

        Assert.Equal(new ProbeRound(40, TimeSpan.FromSeconds(1.5)), round);
    }

    [Fact]
    public void A_later_round_asks_for_the_rest_only()
    {
        var round = ProbeRound.Next([Run(40, 58), Run(45, 70)], Goal);

        Assert.Equal(new ProbeRound(2, TimeSpan.FromSeconds(2)), round);
    }

    [Fact]
    public void When_all_is_proved_there_is_no_round() => Assert.Null(ProbeRound.Next([Run(40, 60), Run(45, 70)], Goal));

    [Fact]
    public void One_upstream_that_is_not_proved_keeps_all_waiting() => Assert.NotNull(ProbeRound.Next([Run(40, 60), Run(0, 0)], Goal));

    [Fact]
    public void A_goal_without_spread_still_paces_itself() => Assert.Equal(new ProbeRound(5, TimeSpan.FromMilliseconds(50)), ProbeRound.Next([Run(0, 0)], new ProofGoal(5, TimeSpan.Zero)));

    [Fact]
    public void No_round_is_longer_than_a_minute()
    {
        var round = ProbeRound.Next([Run(0, 0) with { FirstPass = TimeSpan.FromMinutes(4) }], Goal)!;

        Assert.True(round.Interval * round.Attempts <= ProbeRound.Longest);
    }

    private static UpstreamProgress Run(int passes, int seconds) => new("x.com") { Run = passes, RunEnded = TimeSpan.FromSeconds(seconds) };
}
