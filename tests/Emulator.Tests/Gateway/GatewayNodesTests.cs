using Egress.Emulator.Gateway;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class GatewayNodesTests
{
    private static readonly NodeTable Open = NodeTable.Of([("key", new KeyGrant { KeyId = "k", PlanId = "p", ApiId = "a", StageName = "s" })], []);

    [Fact]
    public void Without_a_delay_a_change_is_everywhere_at_once()
    {
        var nodes = new GatewayNodes(4, TimeSpan.Zero, new ManualTimeProvider(), new Random(1));

        nodes.Publish(Open);

        Assert.Equal(100, Opened(nodes));
    }

    [Fact]
    public void With_a_delay_nodes_disagree_for_a_while_and_then_no_more()
    {
        var time = new ManualTimeProvider();
        var nodes = new GatewayNodes(4, TimeSpan.FromSeconds(120), time, new Random(1));
        nodes.Publish(Open);
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
            nodes.Publish(Open);
            time.Advance(TimeSpan.FromSeconds(1));
            nodes.Publish(NodeTable.Empty);

            time.Advance(TimeSpan.FromSeconds(121));

            Assert.Equal(0, Opened(nodes));
        }
    }

    private static int Opened(GatewayNodes nodes) => Enumerable.Range(0, 100).Count(_ => nodes.Pick().Find("a", "s", "key") is not null);
}
