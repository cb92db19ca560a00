using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class GatewayNodesTests
{
    private static readonly NodeTable Open = GrantTable.Of([("key", new KeyGrant { KeyId = "k", PlanId = "p", ApiId = "a", StageName = "s" })], []);

    [Fact]
    public void Without_a_delay_a_change_is_everywhere_at_once()
    {
        var nodes = new GatewayNodes(4, TimeSpan.Zero, new ManualTimeProvider(), new Random(1));

        nodes.Publish(_ => Open);

        Assert.Equal(100, Opened(nodes));
    }

    [Fact]
    public void With_a_delay_nodes_disagree_for_a_while_and_then_no_more()
    {
        var time = new ManualTimeProvider();
        var nodes = new GatewayNodes(4, TimeSpan.FromSeconds(120), time, new Random(1));
        nodes.Publish(_ => Open);
        var shares = new List<int> { Opened(nodes) };

        for (var second = 0; second < 120; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            shares.Add(Opened(nodes));
        }

        Assert.Equal(0, shares[0]);
        Assert.Equal(100, shares[^1]);
        Assert.Contains(shares, share => share is > 10 and < 90); // answers flap
    }

    [Fact]
    public void A_later_change_is_never_overtaken_by_an_earlier_one()
    {
        var time = new ManualTimeProvider();
        for (var seed = 0; seed < 20; seed++)
        {
            var nodes = new GatewayNodes(8, TimeSpan.FromSeconds(120), time, new Random(seed));
            nodes.Publish(_ => Open);
            time.Advance(TimeSpan.FromSeconds(1));
            nodes.Publish(_ => NodeTable.Empty);

            time.Advance(TimeSpan.FromSeconds(121));

            Assert.Equal(0, Opened(nodes));
        }
    }

    [Fact]
    public void A_change_takes_its_own_delay_whatever_is_published_after_it()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(ArrivalOfTheFirst(seed, followers: 0), ArrivalOfTheFirst(seed, followers: 100));
        }
    }

    [Fact]
    public void Changes_reach_a_node_in_the_order_in_which_they_were_published()
    {
        var time = new ManualTimeProvider();
        var nodes = new GatewayNodes(1, TimeSpan.FromSeconds(120), time, new Random(1));
        var known = new List<string>();
        for (var second = 0; second < 300; second++)
        {
            if (second < 150)
            {
                var stage = Stage(second);
                nodes.Publish(table => table.With(stage));
            }

            time.Advance(TimeSpan.FromSeconds(1));
            known.Add(string.Concat(Enumerable.Range(0, 150).Select(stage => nodes.Pick().Stage("a", $"{stage}") is null ? '-' : '+')));
        }

        Assert.All(known, stages => Assert.DoesNotContain("-+", stages, StringComparison.Ordinal));
        Assert.Equal(new string('+', 150), known[^1]);
        Assert.Contains(known, stages => stages.Contains("+-", StringComparison.Ordinal));
    }

    [Fact]
    public void What_waits_for_the_last_node_is_done_once_when_it_knows()
    {
        var (time, done) = (new ManualTimeProvider(), 0);
        var nodes = new GatewayNodes(4, TimeSpan.FromSeconds(120), time, new Random(1));
        nodes.Publish(_ => Open, () => done++);

        while (Opened(nodes) < 100)
        {
            Assert.Equal(0, done);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, done);
    }

    [Fact]
    public void A_node_waits_with_one_timer_and_with_none_once_it_is_gone()
    {
        var time = new CountingTime();
        var nodes = new GatewayNodes(2, TimeSpan.FromSeconds(120), time, new Random(1));
        for (var change = 0; change < 1_000; change++)
        {
            nodes.Publish(_ => Open);
        }

        nodes.Dispose();
        time.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal((2, 0), (time.Timers, Opened(nodes)));
    }

    [Fact]
    public void What_is_settled_is_known_at_once_and_what_was_on_its_way_comes_as_it_would_have()
    {
        var time = new ManualTimeProvider();
        var nodes = new GatewayNodes(1, TimeSpan.FromSeconds(120), time, new Random(1));
        nodes.Publish(table => table.With(Stage(1)));

        nodes.Settle(table => table.With(Stage(2)));
        var now = (nodes.Pick().Stage("a", "1") is not null, nodes.Pick().Stage("a", "2") is not null);
        time.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal((false, true), now);
        Assert.True(nodes.Pick().Stage("a", "1") is not null && nodes.Pick().Stage("a", "2") is not null);
    }

    // In seconds after it was published.
    private static int ArrivalOfTheFirst(int seed, int followers)
    {
        var time = new ManualTimeProvider();
        var nodes = new GatewayNodes(1, TimeSpan.FromSeconds(120), time, new Random(seed));
        nodes.Publish(table => table.With(Stage(0)));
        for (var second = 0; ; second++)
        {
            if (nodes.Pick().Stage("a", "0") is not null)
            {
                return second;
            }

            if (second < followers)
            {
                var follower = Stage(second + 1);
                nodes.Publish(table => table.With(follower));
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static ApiStage Stage(int number) => new() { ApiId = "a", Name = $"{number}" };

    private static int Opened(GatewayNodes nodes) => Enumerable.Range(0, 100).Count(_ => nodes.Pick().Find("a", "s", "key") is not null);

    private sealed class CountingTime : TimeProvider
    {
        public ManualTimeProvider Clock { get; } = new();
        public int Timers { get; private set; }
        public override long TimestampFrequency => Clock.TimestampFrequency;

        public override long GetTimestamp() => Clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Timers++;
            return Clock.CreateTimer(callback, state, dueTime, period);
        }
    }
}
