using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Rotation;

/// <summary>Cases of the failure catalogue that one step, or one call of it, decides.</summary>
public sealed class StepCatalogueTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync();
        _world.Begin(World.Token1);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task F4_cut_off_between_two_plans_no_test_passes_until_the_key_is_in_both()
    {
        await _world.StepAsync("createSecret", World.Token1);
        var attached = 0;
        _world.Hinder = operation => operation.Name == "CreateUsagePlanKey" && attached++ > 0 ? throw new ControlPlaneException("BadRequestException", 400, "") : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => _world.StepAsync("setSecret", World.Token1));
        _world.Hinder = _ => Fault.None;
        var pending = _world.ValueUnder("AWSPENDING")!;
        Assert.Equal((true, false), (_world.Opens(pending, "a.com"), _world.Opens(pending, "b.org")));
        await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("testSecret", World.Token1));

        await _world.RunStepsAsync(World.Token1);

        Assert.True(_world.CurrentValue == pending && _world.OpensAll(pending));
        Assert.Single(_world.ManagedKeys);
    }

    [Fact]
    public async Task F11_detached_already_is_as_good()
    {
        await _world.RunStepsAsync(World.Token1);
        _world.Apis.Detach("plan-b", _world.ManagedKeys[0].Id);
        _world.Apis.Detach("plan-b", _world.AnchorKeyId);

        await _world.InvokeAsync("""{"action":"deny","consumer":"app","upstream":"b.org"}""");

        Assert.Equal((true, false), (_world.Opens(_world.CurrentValue, "a.com"), _world.Opens(_world.CurrentValue, "b.org")));
    }

    [Theory]
    [InlineData("it took effect, the answer was lost", true)]
    [InlineData("it was lost before", false)]
    public async Task F26_a_creation_of_unknown_outcome_ends_in_one_key(string because, bool hasEffect)
    {
        var created = 0;
        _world.Hinder = operation => operation.Name == "CreateApiKey" && created++ == 0 ? hasEffect ? Fault.LostAnswer : Fault.LostCall : Fault.None;

        await _world.RunStepsAsync(World.Token1);

        Assert.Single(_world.ManagedKeys);
        Assert.True(_world.OpensAll(_world.CurrentValue), because);
    }

    [Fact]
    public async Task F35_without_a_current_version_the_step_says_what_is_missing_and_stores_nothing()
    {
        _world.Secrets.Update(_world.SecretId, secret => secret with { Versions = [.. secret.Versions.Select(version => version.Has("AWSCURRENT") ? version with { Stages = [] } : version)] });

        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("createSecret", World.Token1));

        Assert.Contains("has no version labelled AWSCURRENT", failure.Message, StringComparison.Ordinal);
        Assert.Null(_world.ValueUnder("AWSPENDING"));
    }

    [Fact]
    public async Task F36_a_pending_version_without_a_value_is_how_every_rotation_begins()
    {
        Assert.Null(_world.ValueUnder("AWSPENDING"));

        await _world.StepAsync("createSecret", World.Token1);

        Assert.True(ApiKey.IsValid(_world.ValueUnder("AWSPENDING")));
        Assert.Empty(_world.ManagedKeys);
    }
}
