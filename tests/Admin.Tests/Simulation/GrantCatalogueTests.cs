using System.Text.Json.Nodes;
using Egress.Admin.Keys;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Cases of the failure catalogue about grants and long runs: verbs that are cut off, stacks that change their mind.</summary>
public sealed class GrantCatalogueTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("N4", "grant")]
    [InlineData("N5", "deny")]
    public async Task N4_N5_a_verb_that_dies_after_its_declaration_is_completed_by_the_sweep(string because, string verb)
    {
        await _world.RotateAsync(World.Token1);
        var current = _world.CurrentValue;
        if (verb == "grant")
        {
            await _world.InvokeAsync("""{"action":"deny","consumer":"app","upstream":"b.org"}""");
        }

        var (call, isDead) = (verb == "grant" ? "CreateUsagePlanKey" : "DeleteUsagePlanKey", 0);
        _world.Hinder = operation => operation.Name == call && isDead++ > 0 ? throw new ControlPlaneException("BadRequestException", 400, "") : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => _world.InvokeAsync($$"""{"action":"{{verb}}","consumer":"app","upstream":"b.org"}"""));
        Assert.True(_world.Opens(current, "b.org") == (verb == "deny"), because);
        _world.Hinder = _ => Fault.None;

        for (var sweep = 0; sweep < 3; sweep++)
        {
            Assert.True(_world.Opens(current, "a.com"), because);
            await SweepAsync();
        }

        Assert.True(_world.Opens(current, "b.org") == (verb == "grant") && _world.Opens(current, "a.com"), because);
    }

    [Fact]
    public async Task N5_the_denial_of_the_last_grant_that_dies_after_its_declaration_is_completed_by_the_sweep()
    {
        await _world.RotateAsync(World.Token1);
        var current = _world.CurrentValue;
        await _world.InvokeAsync("""{"action":"deny","consumer":"app","upstream":"b.org"}""");
        var isDead = 0;
        _world.Hinder = operation => operation.Name == "DeleteUsagePlanKey" && isDead++ > 0 ? throw new ControlPlaneException("BadRequestException", 400, "") : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => _world.InvokeAsync("""{"action":"deny","consumer":"app","upstream":"a.com"}"""));
        Assert.True(_world.Opens(current, "a.com"));
        _world.Hinder = _ => Fault.None;

        for (var sweep = 0; sweep < 3; sweep++)
        {
            await SweepAsync();
        }

        Assert.False(_world.Opens(current, "a.com"));
    }

    [Fact]
    public async Task N7_keys_lose_a_plan_only_after_the_anchor_did_and_an_update_that_is_rolled_back_takes_nothing()
    {
        await _world.RotateAsync(World.Token1);
        var current = _world.CurrentValue;
        _world.Apis.Detach("plan-b", _world.AnchorKeyId);
        await SweepAsync();
        _world.Apis.Attach("plan-b", _world.AnchorKeyId); // rolled back
        for (var sweep = 0; sweep < 3; sweep++)
        {
            await SweepAsync();
            Assert.True(_world.OpensAll(current));
        }

        _world.Apis.Detach("plan-b", _world.AnchorKeyId);
        await SweepAsync();
        Assert.True(_world.Opens(current, "b.org"));
        await SweepAsync();
        Assert.True(!_world.Opens(current, "b.org") && _world.Opens(current, "a.com"));
    }

    [Fact]
    public async Task N11_without_the_anchor_deny_and_grant_change_the_copied_grants_and_sweeps_keep_to_them()
    {
        await _world.RotateAsync(World.Token1);
        var current = _world.CurrentValue;
        await SweepAsync(); // copies the grants
        _world.Apis.DeleteApiKey(_world.AnchorKeyId);
        foreach (var (verb, opens) in ((string, bool)[])[("deny", false), ("grant", true)])
        {
            await _world.InvokeAsync($$"""{"action":"{{verb}}","consumer":"app","upstream":"b.org"}""");
            for (var sweep = 0; sweep < 3; sweep++)
            {
                await SweepAsync();
                Assert.True(_world.Opens(current, "b.org") == opens && _world.Opens(current, "a.com"), verb);
            }
        }
    }

    [Fact]
    public async Task N17_one_broken_stage_blocks_the_rotation_by_name_and_denying_that_grant_unblocks_it()
    {
        _world.Probe.Faults["b.org"] = "blocked: 403 without this stack's mark";
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.RotateAsync(World.Token1));
        Assert.Contains("b.org", failure.Message, StringComparison.Ordinal);
        _world.Probe.Faults.Clear();

        await _world.InvokeAsync("""{"action":"deny","consumer":"app","upstream":"b.org"}""");
        _world.Probe.Faults["b.org"] = "blocked: 403 without this stack's mark";
        foreach (var step in (string[])["createSecret", "setSecret", "testSecret"])
        {
            await _world.StepAsync(step, World.Token1);
        }

        Assert.NotNull(Stamps.Parse(KeyOf(World.Token1).Description).Proved);
    }

    [Fact]
    public async Task N20_rotate_all_that_was_cut_off_goes_on_without_rotating_anyone_twice()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(5));
        foreach (var consumer in (string[])["one", "two"])
        {
            Assert.Null(world.Do(new JsonObject { ["action"] = "issue", ["consumer"] = consumer, ["upstreams"] = new JsonArray("a.com") }).Failure);
        }

        world.RunUntil(world.Clock.GetUtcNow().AddHours(1));
        var since = world.Clock.GetUtcNow().ToString("O");
        var begun = 0;
        world.Wire.Fate = request => IsRotation(request) && ++begun == 2 ? CallFate.KilledAfter : CallFate.Served;
        Assert.IsType<CrashException>(world.Do(new JsonObject { ["action"] = "rotate-all", ["since"] = since }).Failure);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(15));

        var (answer, failure) = world.Do(new JsonObject { ["action"] = "rotate-all", ["since"] = since });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(15));

        Assert.Null(failure);
        Assert.Equal("all begun", (string?)answer!["outcome"]);
        Assert.Equal(3, begun);
        Assert.All(world.Secrets.AllPresent(), secret => Assert.Equal(2, secret.Versions.Count(version => version.Value is not null)));
    }

    private static bool IsRotation(HttpRequestMessage request) => request.Headers.TryGetValues("X-Amz-Target", out var target) && target.Single() == "secretsmanager.RotateSecret";

    private ApiKeyRecord KeyOf(string token) => _world.ManagedKeys.Single(key => key.Name.EndsWith(token, StringComparison.Ordinal));

    private Task<string> SweepAsync()
    {
        _world.Time.Advance(TimeSpan.FromMinutes(15));
        return _world.SweepAsync();
    }
}
