using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Gateway;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Each invariant can fail: a world in which Admin, or its prover, is broken in a known way.</summary>
public sealed class InvariantsTests
{
    private static readonly SimulationOptions Slow = new() { Seed = 1, Nodes = 8, Propagation = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task I1_drop_the_probe() => Assert.StartsWith("I1", await ViolationAsync(Slow, world => world.Probe.Distort = report => report with
    {
        Upstreams = [.. report.Upstreams.Select(each => report.VersionId is null ? each : each with { Passes = 500, Refusals = 0, Run = 500, LongestRun = 500, RunMs = 60_000, FirstMs = 0 })],
    }), StringComparison.Ordinal);

    [Fact]
    public async Task I1_probe_only_one_stage() => Assert.StartsWith("I1", await ViolationAsync(Slow, world =>
    {
        world.Watch = operation => DetachWhenProved(world, operation);
        world.Probe.Distort = report => report with { Upstreams = [.. report.Upstreams.Select(each => report.VersionId is null ? each : report.Upstreams[0] with { Upstream = each.Upstream })] };
    }), StringComparison.Ordinal);

    [Fact]
    public async Task I2_a_grace_that_is_too_short() =>
        Assert.StartsWith("I2", await ViolationAsync(new SimulationOptions { Seed = 1, ToldGrace = TimeSpan.FromMinutes(5) }, _ => { }), StringComparison.Ordinal);

    [Fact]
    public async Task I3_create_the_key_before_persisting_the_value() => Assert.StartsWith("I3", await ViolationAsync(new SimulationOptions { Seed = 1 }, world =>
        world.Apis.CreateApiKey(new NewApiKey { Name = "egress/prod/app/x", Value = Egress.Probe.Contract.ApiKey.Draw().Value, Enabled = true })), StringComparison.Ordinal);

    [Fact]
    public async Task I4_a_fourth_enabled_key()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        for (var key = 0; key < 4; key++)
        {
            var (token, value) = (Guid.NewGuid().ToString(), Egress.Probe.Contract.ApiKey.Draw().Value);
            world.Secrets.Update(world.Stack.SecretId, secret => SecretVersions.Put(secret, token, SecretValue.Of($$"""{"apiKey":"{{value}}"}"""), [], world.Clock.GetUtcNow()));
            world.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/app/{token}", Value = value, Enabled = true });
        }

        Assert.StartsWith("I4: 4 enabled keys", Assert.Throws<ViolationException>(new Invariants(world).Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I5_every_write_of_a_stamp_is_lost()
    {
        await using var schedule = new Schedule(new SimulationOptions { Seed = 1, IsLong = false, Grace = TimeSpan.FromMinutes(40) });
        schedule.World.Wire.Fate = request => request.Method == HttpMethod.Patch ? CallFate.KilledBefore : CallFate.Served;

        Assert.StartsWith("I5", Assert.Throws<ViolationException>(schedule.Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I11_a_gateway_that_forgets_every_key()
    {
        await using var schedule = new Schedule(new SimulationOptions { Seed = 1, IsLong = false, Grace = TimeSpan.FromMinutes(40) });
        _ = ForgetAsync(schedule.World);

        Assert.StartsWith("I11", Assert.Throws<ViolationException>(schedule.Run).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I7_a_quota_that_was_raised()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Quotas = new Dictionary<string, QuotaLimit> { ["a.com"] = new(1000, "DAY", 0) } });
        var plan = world.Apis.FindPlan("plan-a")!;
        world.Apis.Usage.SetRemaining(plan.Id, world.Stack.AnchorKeyId, plan.Quota!, 3000);

        Assert.StartsWith("I7", Assert.Throws<ViolationException>(() => new Invariants(world).CheckQuota(plan)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TooManyRequestsException", "before the time that Retry-After told")]
    [InlineData("LimitExceededException", "although the account is full")]
    public async Task I9_a_call_that_is_repeated_although_it_was_told_not_to(string error, string breach)
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        var manners = new Manners(world.Clock);
        manners.Begin();
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/apikeys");
        using var refusal = new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests);
        refusal.Headers.Add("x-amzn-ErrorType", error);
        manners.Sent(request);
        manners.Answered(request, refusal, TimeSpan.FromSeconds(2));
        world.RunUntil(world.Clock.GetUtcNow().AddSeconds(1));

        manners.Sent(request);

        Assert.EndsWith(breach, manners.Breach, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I6_delete_the_anchor() => Assert.StartsWith("I6", await ViolationAsync(
        new SimulationOptions { Seed = 1 }, world => world.Apis.DeleteApiKey(world.Stack.AnchorKeyId), isAfterGrace: true), StringComparison.Ordinal);

    [Theory]
    [InlineData("no pace", "GetApiKeys", 281)]
    [InlineData("change a usage plan", "UpdateUsagePlan", 1)]
    public async Task I9_calls_that_must_not_be(string because, string call, int times)
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        world.Calls.AddRange(Enumerable.Repeat((world.Clock.GetUtcNow(), new ControlPlaneOperation("apigateway", call, _ => throw new NotSupportedException()), "sweep"), times));

        Assert.True(Assert.Throws<ViolationException>(new Invariants(world).Check).Message.StartsWith("I9", StringComparison.Ordinal), because);
    }

    [Fact]
    public async Task I8_a_value_in_an_answer()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        world.Answers.Add(world.ValueUnder("AWSCURRENT")!);

        Assert.Contains("I8", Assert.Throws<ViolationException>(new Invariants(world).CheckSecrecy).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I10_a_revoked_value_that_is_current()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        var invariants = new Invariants(world);
        invariants.Revoked.Add(world.ValueUnder("AWSCURRENT")!);

        Assert.StartsWith("I10", Assert.Throws<ViolationException>(invariants.Check).Message, StringComparison.Ordinal);
    }

    private static async Task ForgetAsync(SimulatedWorld world)
    {
        await Task.Delay(TimeSpan.FromMinutes(6), world.Clock, TestContext.Current.CancellationToken);
        world.Nodes.Publish(_ => NodeTable.Empty);
    }

    /// <summary>One rotation, then sweeps through the grace, checked all the while: the first violation.</summary>
    private static async Task<string> ViolationAsync(SimulationOptions options, Action<SimulatedWorld> sabotage, bool isAfterGrace = false)
    {
        await using var world = new SimulatedWorld(options);
        var invariants = new Invariants(world);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));
        invariants.Check();
        if (!isAfterGrace)
        {
            sabotage(world);
        }

        world.Rotations.Start(world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        for (var minute = 0; minute < 300; minute += 10)
        {
            world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));
            world.Finish(world.SweepAsync());
            if (isAfterGrace && minute == 200)
            {
                sabotage(world);
            }

            try
            {
                invariants.Check();
            }
            catch (ViolationException violation)
            {
                return violation.Message;
            }
        }

        return "no invariant was violated";
    }

    // The second stage learns of the key only after the last question; a prover that looks at the first one alone lets that through.
    private static void DetachWhenProved(SimulatedWorld world, ControlPlaneOperation operation)
    {
        if (operation.Name == "Invoke" && world.Apis.Keys.FirstOrDefault(key => key.Name.EndsWith(World.Token1, StringComparison.Ordinal)) is { } key && world.Apis.IsAttached("plan-b", key.Id))
        {
            world.Apis.Detach("plan-b", key.Id);
            world.Apis.Attach("plan-b", key.Id);
        }
    }
}
