using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;

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

    private static void Populate(SimulatedWorld world)
    {
        for (var index = 0; index < Consumers; index++)
        {
            var (consumer, token, value) = ($"c{index}", Guid.NewGuid().ToString(), Egress.Probe.Contract.ApiKey.Draw().Value);
            var tags = new Dictionary<string, string> { ["egress:stack"] = World.Stack, ["egress:consumer"] = consumer, ["egress:grant/a.com"] = "on" };
            var document = $$"""{"schema":1,"consumer":"{{consumer}}","apiKey":"{{value}}","keyName":"egress/prod/{{consumer}}/{{token}}"}""";
            var arn = world.Secrets.Create(new Egress.Emulator.ControlPlane.SecretsManager.NewSecret($"egress/prod/{consumer}", null, null, tags), token, Egress.Emulator.ControlPlane.SecretsManager.SecretValue.Of(document)).Arn;
            world.Secrets.Update(arn, secret => secret.WithRotation("arn:aws:lambda:us-east-1:123456789012:function:admin", Egress.Emulator.ControlPlane.SecretsManager.RotationRules.Of(1000, null, null), world.Clock.GetUtcNow()));
            var key = world.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/{consumer}/{token}", Value = value, Enabled = true, Tags = tags });
            world.Apis.Attach("plan-a", key.Id);
        }
    }

    private static (JsonNode Answer, int Calls, TimeSpan Took) Measure(SimulatedWorld world, JsonObject request)
    {
        var (started, calls) = (world.Clock.GetUtcNow(), world.Calls.Count);
        var (answer, failure) = world.Do(request);
        Assert.Null(failure);
        return (answer!, world.Calls.Skip(calls).Count(call => call.Operation.Service == "apigateway"), world.Clock.GetUtcNow() - started);
    }
}
