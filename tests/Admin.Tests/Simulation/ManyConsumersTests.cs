using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Simulation;

/// <summary>5,000 consumers with a key each: what list, sweep and rotate-all cost, inside the account's own rates.</summary>
public sealed class ManyConsumersTests
{
    private const int Consumers = 5000;

    [Fact]
    public async Task List_sweep_and_rotate_all_finish_within_the_accounts_rates()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 1 });
        Populate(world);
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

    [Fact]
    public async Task A_sweep_keeps_the_list_in_memory_and_nothing_else()
    {
        var (few, many) = (await LiveAsync(1000), await LiveAsync(Consumers));

        TestContext.Current.TestOutputHelper?.WriteLine($"live bytes a consumer: {few.Read:0} and {many.Read:0} when all is read, {few.AtTheEnd:0} and {many.AtTheEnd:0} at the last consumer, {many.Afterwards:0} afterwards; {many.Allocated:0} allocated, the emulator's own included");
        Assert.InRange(many.Read, 0, 6_000);
        Assert.InRange(many.Read, 0, few.Read * 1.25);
        Assert.InRange(many.AtTheEnd - many.Read, double.MinValue, 1_000); // nothing piles up while consumers are gone through
        Assert.InRange(many.Afterwards, double.MinValue, 200);
        Assert.InRange(many.Allocated, 0, few.Allocated * 1.25);
    }

    // Live bytes above those before the sweep, by consumer. The last one has a version that its key is not named after, so that there is a call to be there at.
    private static async Task<(double Read, double AtTheEnd, double Afterwards, double Allocated)> LiveAsync(int consumers)
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 1 });
        Populate(world, consumers);
        Add(world, "zzz", Guid.NewGuid().ToString());
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
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        world.Do(new JsonObject { ["action"] = "sweep" });
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(read > 0 && end > 0, "the sweep did not come by");
        return ((read - before) / (double)consumers, (end - before) / (double)consumers, (after - before) / (double)consumers, allocated / (double)consumers);
    }

    private static void Populate(SimulatedWorld world, int consumers = Consumers)
    {
        for (var index = 0; index < consumers; index++)
        {
            Add(world, $"c{index}", versionOfKey: null);
        }
    }

    private static void Add(SimulatedWorld world, string consumer, string? versionOfKey)
    {
        var (token, value) = (Guid.NewGuid().ToString(), ApiKey.Draw().Value);
        var tags = new Dictionary<string, string> { ["egress:stack"] = World.Stack, ["egress:consumer"] = consumer, ["egress:grant/a.com"] = "on" };
        var name = $"egress/prod/{consumer}/{versionOfKey ?? token}";
        var document = $$"""{"schema":1,"consumer":"{{consumer}}","apiKey":"{{value}}","keyName":"{{name}}"}""";
        var arn = world.Secrets.Create(new NewSecret($"egress/prod/{consumer}", null, null, tags), token, SecretValue.Of(document)).Arn;
        world.Secrets.Update(arn, secret => secret.WithRotation("arn:aws:lambda:us-east-1:123456789012:function:admin", RotationRules.Of(1000, null, null), world.Clock.GetUtcNow()));
        world.Apis.Attach("plan-a", world.Apis.CreateApiKey(new NewApiKey { Name = name, Value = value, Enabled = true, Tags = tags }).Id);
    }

    private static (JsonNode Answer, int Calls, TimeSpan Took) Measure(SimulatedWorld world, JsonObject request)
    {
        var (started, calls) = (world.Clock.GetUtcNow(), world.Calls.Count);
        var (answer, failure) = world.Do(request);
        Assert.Null(failure);
        return (answer!, world.Calls.Skip(calls).Count(call => call.Operation.Service == "apigateway"), world.Clock.GetUtcNow() - started);
    }
}
