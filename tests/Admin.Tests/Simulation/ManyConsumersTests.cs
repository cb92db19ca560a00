using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Egress.Admin.Tests.Simulation;

/// <summary>5,000 consumers with a key each: what list, sweep and rotate-all cost, inside the account's own rates.</summary>
public sealed class ManyConsumersTests
{
    private const int Consumers = 5000;

    /// <summary>As many as take more than one run of the function; <c>EGRESS_CONSUMERS</c> for another number.</summary>
    private static readonly int Rotated = int.Parse(Environment.GetEnvironmentVariable("EGRESS_CONSUMERS") ?? "300", CultureInfo.InvariantCulture);

    [Fact]
    public async Task List_sweep_and_rotate_all_finish_within_the_accounts_rates()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 1 });
        ManyConsumers.Populate(world, Consumers);
        foreach (var key in world.Apis.Keys.ToArray())
        {
            world.Apis.UpdateApiKey(key.Id, old => old with { Description = $"note={new string('x', 990)}" }); // more than one answer holds
        }

        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));

        var list = Measure(world, new JsonObject { ["action"] = "list" });
        var rest = Measure(world, new JsonObject { ["action"] = "list", ["position"] = list.Answer["position"]?.DeepClone() });
        var usage = Measure(world, new JsonObject { ["action"] = "usage" });
        var sweep = Measure(world, new JsonObject { ["action"] = "sweep" });
        var rotation = Measure(world, new JsonObject { ["action"] = "rotate-all", ["dryRun"] = true });

        var names = list.Answer["consumers"]!.AsArray().Concat(rest.Answer["consumers"]!.AsArray()).Select(consumer => (string)consumer!["name"]!).ToArray();
        Assert.Equal(Consumers + 1, names.Distinct().Count());
        Assert.Equal(Consumers + 1, names.Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(list.Answer.ToJsonString()), 0, 6 * 1024 * 1024);
        Assert.Null(rest.Answer["position"]);
        Assert.InRange(usage.Calls, 1, 60);
        Assert.True((bool)sweep.Answer["isComplete"]!, "the sweep ran out of time");
        Assert.Equal(Consumers + 1, rotation.Answer["wouldDo"]!.AsArray().Count);
        Assert.InRange(list.Calls, 1, 60); // 10 pages of keys, 10 of each of 2 plans
        Assert.InRange(sweep.Calls, 1, 60);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Consumers} consumers: list {list.Calls} management calls in {list.Took.TotalSeconds:0} s, sweep {sweep.Calls} in {sweep.Took.TotalSeconds:0} s");
    }

    // The grace is short, so that sweeps disable the first keys while the last ones are being made: the account's rate has to do for both. With 5,000 consumers
    // the quarantine ends too, or the account's 10,000 keys would not do.
    [Fact]
    public async Task Rotate_all_gives_every_consumer_a_new_key_at_its_pace_while_sweeps_go_on()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 1, Grace = TimeSpan.FromMinutes(5) });
        ManyConsumers.Populate(world, Rotated);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));
        var (rate, started, since) = (new RateRule(world), world.Clock.GetUtcNow(), world.Clock.GetUtcNow().ToString("O"));
        string? breach = null;
        world.Watch = _ => breach ??= rate.Breach();

        for (var (remaining, runs) = (-1, 0); remaining != 0; runs++)
        {
            Assert.True(runs < 5 + (Rotated / 50), $"{remaining} consumers remain after {runs} runs");
            var sweep = world.SweepAsync();
            remaining = (int)Measure(world, new JsonObject { ["action"] = "rotate-all", ["since"] = since }).Answer["remaining"]!;
            Assert.Null(world.Finish(sweep).Failure);
        }

        Assert.Null(breach);
        var took = world.Clock.GetUtcNow() - started;
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));
        Assert.All(world.Secrets.AllPresent(), secret => Assert.Equal(2, secret.Versions.Count(version => version.Value is not null)));
        Assert.All(world.Secrets.AllPresent(), secret => Assert.False(secret.VersionOf("AWSPENDING") is { } pending && !pending.Has("AWSCURRENT"), secret.Name));
        var enabled = world.Apis.Keys.Where(key => key.Enabled).Select(key => key.Value).ToHashSet();
        Assert.All(world.Secrets.AllPresent(), secret => Assert.Contains((string)JsonNode.Parse(secret.VersionOf("AWSCURRENT")!.Value!.Text!)!["apiKey"]!, enabled));
        var calls = world.Calls.Count(call => call.Operation.Service == "apigateway" && call.By is not ("sweep" or "rotate-all"));
        Assert.InRange(calls, (Rotated + 1) * 15, (Rotated + 1) * 19);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rotated + 1} consumers: rotate-all {calls} management calls in {took.TotalMinutes:0} min");
    }

    private static (JsonNode Answer, int Calls, TimeSpan Took) Measure(SimulatedWorld world, JsonObject request)
    {
        var (started, calls) = (world.Clock.GetUtcNow(), world.Calls.Count);
        var (answer, failure) = world.Do(request);
        Assert.Null(failure);
        return (answer!, world.Calls.Skip(calls).Count(call => call.Operation.Service == "apigateway"), world.Clock.GetUtcNow() - started);
    }
}
