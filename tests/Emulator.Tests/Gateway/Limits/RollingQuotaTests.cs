using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

/// <summary>A ledger whose windows begin with a call: what is let through, what GetUsage tells and what UpdateUsage sets are of the same window.</summary>
public sealed class RollingQuotaTests
{
    private static readonly QuotaLimit Quota = new(10, "DAY", 0);

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 31, 18, 0, 0, TimeSpan.Zero));
    private readonly UsageLedger _usage;

    public RollingQuotaTests() => _usage = new UsageLedger(_time) { RollsWindows = true };

    [Fact]
    public void What_remains_is_that_of_the_open_window_past_midnight_too()
    {
        Call(3);
        _time.Advance(TimeSpan.FromHours(12));
        Call(1);

        Assert.Equal(6, Remaining());
        Assert.Equal([3L, 1L], _usage.Used("p", "k", _usage.Today.AddDays(-1), _usage.Today));
        Assert.Equal(7, _usage.Remaining("p", "k", Quota, _usage.Today.AddDays(-1)));
        _time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(10, Remaining());
    }

    [Fact]
    public void A_day_that_began_no_window_and_ended_after_one_had_all_left()
    {
        Call(3);
        _time.Advance(TimeSpan.FromDays(5));
        Call(1);

        Assert.Equal([10L, 7L, 10L, 10L], new[] { -6, -5, -4, -1 }.Select(days => _usage.Remaining("p", "k", Quota, _usage.Today.AddDays(days))));
    }

    [Fact]
    public void An_extension_holds_for_the_open_window_and_no_longer()
    {
        Call(10);
        _usage.SetRemaining("p", "k", Quota, 2);

        Assert.Equal((2, 2, 0), (Remaining(), Call(5), Remaining()));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((10, 10), (Remaining(), Call(20)));
    }

    [Theory]
    [InlineData("before the first call", 0)]
    [InlineData("when the window is over", 5)]
    public void An_extension_where_no_window_is_open_holds_for_the_next(string because, int callsBefore)
    {
        Call(callsBefore);
        _time.Advance(TimeSpan.FromDays(2));

        _usage.SetRemaining("p", "k", Quota, 12);
        _time.Advance(TimeSpan.FromDays(3));

        Assert.True((Remaining(), Call(20), Remaining()) == (12, 12, 0), because);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(10, Remaining());
    }

    [Fact]
    public void Calls_before_there_was_a_quota_use_nothing_of_it()
    {
        for (var call = 0; call < 1_000; call++)
        {
            Assert.True(_usage.TryCount("p", "k", null));
        }

        Assert.Equal((10, 10), (Remaining(), Call(20)));
    }

    [Fact]
    public void A_call_that_is_taken_back_after_its_window_is_not_owed_to_the_next()
    {
        Call(1);
        _time.Advance(TimeSpan.FromDays(1));
        _usage.Uncount("p", "k", Quota);

        Assert.Equal((10, 10), (Remaining(), Call(20)));
    }

    [Fact]
    public void A_call_taken_back_after_its_window_opens_none()
    {
        Call(1);
        _time.Advance(TimeSpan.FromDays(1));
        _usage.Uncount("p", "k", Quota);
        _time.Advance(TimeSpan.FromHours(20));
        Call(10);
        _time.Advance(TimeSpan.FromHours(4));

        Assert.Equal(0, Remaining());
    }

    [Fact]
    public void Slack_lets_more_through_and_is_told_of_no_day()
    {
        Assert.True(_usage.TryCount("p", "k", Quota, Quota with { Limit = 11 }));
        _time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(9, _usage.Remaining("p", "k", Quota, _usage.Today.AddDays(-2)));
    }

    [Fact]
    public void What_a_report_does_not_know_yet_of_a_window_that_is_over_is_not_left_of_the_next()
    {
        using var nodes = new GatewayNodes(1, TimeSpan.Zero, _time, new Random(1));
        Call(1);
        _time.Advance(TimeSpan.FromHours(23.5));
        using var reports = new UsageReports(new ApiGatewayStore(_time, nodes, _usage), TimeSpan.FromMinutes(35));
        Call(9);
        _time.Advance(TimeSpan.FromHours(0.5));

        Assert.Equal((0, 10), reports.Of("p", "k", Quota, _usage.Today));
    }

    private long Remaining() => _usage.Remaining("p", "k", Quota);

    // How many of so many calls are let through.
    private int Call(int calls) => Enumerable.Range(0, calls).Count(_ => _usage.TryCount("p", "k", Quota));
}
