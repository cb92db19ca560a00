using System.Text.Json.Nodes;

namespace Egress.Admin.Tests.Simulation;

/// <summary>5,000 consumers with a key each: what list, sweep and rotate-all cost, inside the account's own rates.</summary>
public sealed class ManyConsumersTests
{
    private const int Consumers = 5000;

    [Fact]
    public async Task List_sweep_and_rotate_all_finish_within_the_accounts_rates()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 1 });
        ManyConsumers.Populate(world, Consumers);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));

        var list = Measure(world, new JsonObject { ["action"] = "list" });
        var sweep = Measure(world, new JsonObject { ["action"] = "sweep" });
        var rotation = Measure(world, new JsonObject { ["action"] = "rotate-all", ["dryRun"] = true });

        Assert.Equal(Consumers + 1, list.Answer["consumers"]!.AsArray().Count);
        Assert.True((bool)sweep.Answer["isComplete"]!, "the sweep ran out of time");
        Assert.Equal(Consumers + 1, rotation.Answer["wouldDo"]!.AsArray().Count);
        Assert.InRange(list.Calls, 1, 60); // 10 pages of keys, 10 of each of 2 plans
        Assert.InRange(sweep.Calls, 1, 60);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Consumers} consumers: list {list.Calls} management calls in {list.Took.TotalSeconds:0} s, sweep {sweep.Calls} in {sweep.Took.TotalSeconds:0} s");
    }

    private static (JsonNode Answer, int Calls, TimeSpan Took) Measure(SimulatedWorld world, JsonObject request)
    {
        var (started, calls) = (world.Clock.GetUtcNow(), world.Calls.Count);
        var (answer, failure) = world.Do(request);
        Assert.Null(failure);
        return (answer!, world.Calls.Skip(calls).Count(call => call.Operation.Service == "apigateway"), world.Clock.GetUtcNow() - started);
    }
}
