using System.Text.Json.Nodes;

namespace Egress.Admin.Tests.Simulation;

/// <summary>What a sweep of 5,000 consumers holds in memory. Alone, since live bytes are those of the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class SweepMemoryTests
{
    [Fact]
    public async Task A_sweep_keeps_the_list_in_memory_and_nothing_else()
    {
        var (few, many) = (await LiveAsync(1000), await LiveAsync(5000));

        TestContext.Current.TestOutputHelper?.WriteLine($"live bytes a consumer: {few.Read:0} and {many.Read:0} when all is read, {few.AtTheEnd:0} and {many.AtTheEnd:0} at the last consumer, {many.Afterwards:0} afterwards");
        Assert.InRange(many.Read, 0, 6_000);
        Assert.InRange(many.Read, 0, few.Read * 1.25);
        Assert.InRange(many.AtTheEnd - many.Read, double.MinValue, 1_000); // nothing piles up while consumers are gone through
        Assert.InRange(many.Afterwards, double.MinValue, 200);
    }

    // Live bytes above those before the sweep, by consumer. The last one has a version that its key is not named after, so that there is a call to be there at.
    private static async Task<(double Read, double AtTheEnd, double Afterwards)> LiveAsync(int consumers)
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 1 });
        ManyConsumers.Populate(world, consumers);
        ManyConsumers.Add(world, "zzz", Guid.NewGuid().ToString());
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));
        world.Do(new JsonObject { ["action"] = "sweep" }); // whatever is made once is made
        var (before, read, end) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0L);
        world.Watch = operation =>
        {
            (read, end) = operation.Name switch
            {
                "GetApiKey" when read == 0 => (GC.GetTotalMemory(forceFullCollection: true), end), // the anchor, after all pages
                "GetSecretValue" => (read, GC.GetTotalMemory(forceFullCollection: true)),
                _ => (read, end),
            };
        };
        world.Do(new JsonObject { ["action"] = "sweep" });
        world.Metrics.Clear(); // the lines that it wrote are the log's
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(read > 0 && end > 0, "the sweep did not come by");
        return ((read - before) / (double)consumers, (end - before) / (double)consumers, (after - before) / (double)consumers);
    }
}
