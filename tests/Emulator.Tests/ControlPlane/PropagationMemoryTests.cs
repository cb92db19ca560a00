using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>What changes on their way to the nodes hold in memory. Alone, since live bytes are those of the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class PropagationMemoryTests
{
    private const int Keys = 5_000;

    [Fact]
    public void Ten_thousand_changes_on_their_way_to_eight_nodes_hold_a_few_megabytes()
    {
        var time = new ManualTimeProvider();
        using var nodes = new GatewayNodes(8, TimeSpan.FromMinutes(10), time, new Random(1));
        var store = new ApiGatewayStore(time, nodes, new UsageLedger(time)) { Random = new Random(1) };
        store.AddUsagePlan(new UsagePlanRecord { Id = "p", Name = "p" });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var key = 0; key < Keys; key++)
        {
            store.Attach("p", store.CreateApiKey(new NewApiKey { Name = $"k{key}", Enabled = true }).Id);
        }

        var underWay = Megabytes(before);
        time.Advance(TimeSpan.FromMinutes(10));
        var arrived = Megabytes(before);

        TestContext.Current.TestOutputHelper?.WriteLine($"{Keys} keys created and attached: {underWay:0.0} MB with everything on its way, {arrived:0.0} MB when all has arrived");
        Assert.InRange(underWay, double.MinValue, 30); // less than nothing, where tests before this one leave something to collect
        Assert.InRange(arrived, double.MinValue, 30); // eight nodes have a table of their own each
        Assert.Equal(Keys, store.Keys.Count);
    }

    [Fact]
    public void A_change_costs_the_same_with_few_keys_and_with_many()
    {
        var time = new ManualTimeProvider();
        using var nodes = new GatewayNodes(1, TimeSpan.Zero, time, new Random(1));
        var store = new ApiGatewayStore(time, nodes, new UsageLedger(time)) { Random = new Random(1) };
        store.AddUsagePlan(new UsagePlanRecord { Id = "p", Name = "p" });

        var few = BytesOfAHundred(store);
        for (var key = 0; key < Keys; key++)
        {
            store.Attach("p", store.CreateApiKey(new NewApiKey { Name = $"k{key}", Enabled = true }).Id);
        }

        var many = BytesOfAHundred(store);

        TestContext.Current.TestOutputHelper?.WriteLine($"bytes allocated for a key created and attached and the plan's limit changed: {few / 100} with no keys, {many / 100} with {Keys}");
        Assert.InRange(many, 0, 5 * few); // paths through the trees are longer, by the logarithm
    }

    private static long BytesOfAHundred(ApiGatewayStore store)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var key = 0; key < 100; key++)
        {
            store.Attach("p", store.CreateApiKey(new NewApiKey { Enabled = true }).Id);
            store.UpdateUsagePlan("p", plan => plan with { Throttle = new ThrottleLimit(key, key) });
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Megabytes(long before) => (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
}
