using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Admin.Tests.Rotation;

public sealed class FinishSecretTests : IAsyncLifetime
{
    private World _world = null!;
    private string _before = "";

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync();
        _before = _world.CurrentValue;
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        await _world.StepAsync("setSecret", World.Token1);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private Stamps Anchor => Stamps.Parse(_world.Apis.FindKey(_world.AnchorKeyId)!.Description);

    [Fact]
    public async Task F15_an_unproved_key_does_not_become_current() => await RefusedAsync("was never proved");

    [Fact]
    public async Task F31_grants_that_changed_since_the_test_need_another_test()
    {
        await TestAsync();
        _world.Apis.Detach("plan-b", _world.AnchorKeyId);

        await RefusedAsync("the grants changed");
    }

    [Fact]
    public async Task A_key_that_lost_a_plan_since_the_test_does_not_become_current()
    {
        await TestAsync();
        _world.Apis.Detach("plan-b", _world.ManagedKeys[0].Id);

        await RefusedAsync("the grants changed");
    }

    [Fact]
    public async Task A_key_that_was_disabled_since_the_test_does_not_become_current()
    {
        await TestAsync();
        _world.Apis.UpdateApiKey(_world.ManagedKeys[0].Id, key => key with { Enabled = false });

        await RefusedAsync("is disabled");
    }

    [Fact]
    public async Task An_old_proof_does_not_count()
    {
        await TestAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(61));

        await RefusedAsync("expected at most 60");
    }

    [Fact]
    public async Task F8_a_lost_answer_of_the_swap_is_read_not_repeated()
    {
        await TestAsync();
        _world.Calls.Clear();
        var isLost = false;
        _world.Hinder = operation => operation.Name == "UpdateSecretVersionStage" && !isLost && (isLost = true) ? Fault.LostAnswer : Fault.None;

        await FinishAsync();

        Assert.NotEqual(_before, _world.CurrentValue);
        Assert.NotNull(Anchor.RetireAfter);
    }

    [Fact]
    public async Task F9_a_stamp_that_a_crash_left_out_is_made_up_for()
    {
        await TestAsync();
        _world.Hinder = operation => operation.Name == "UpdateApiKey" ? throw new ControlPlaneException("BadRequestException", 400, "x") : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(FinishAsync);
        Assert.Null(Anchor.RetireAfter);

        _world.Hinder = _ => Fault.None;
        await FinishAsync();

        Assert.NotNull(Anchor.RetireAfter);
    }

    [Fact]
    public async Task F38_labels_that_are_read_late_are_waited_for()
    {
        await _world.DisposeAsync();
        _world = await World.StartAsync(new WorldOptions { SecretsLag = TimeSpan.FromSeconds(8) });
        _before = _world.CurrentValue;

        await _world.RotateAsync(World.Token1);

        Assert.NotEqual(_before, _world.CurrentValue);
        Assert.True(_world.OpensAll(_before) && _world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task N1_the_anchor_gets_its_grace_and_keeps_its_plans()
    {
        await TestAsync();
        await FinishAsync();

        Assert.Equal(2, _world.Apis.PlansOf(_world.AnchorKeyId).Count);
        Assert.True(_world.Apis.FindKey(_world.AnchorKeyId)!.Enabled);
        Assert.Equal(_world.Time.GetUtcNow().AddDays(1), Anchor.RetireAfter!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task F40_a_step_that_comes_again_does_not_mind_a_predecessor_that_nobody_can_read()
    {
        await TestAsync();
        await FinishAsync();
        _world.Put(World.Token2, "not JSON");
        _world.Secrets.Update(_world.SecretId, secret => SecretVersions.Move(secret, "AWSPREVIOUS", secret.VersionOf("AWSPREVIOUS")!.Id, World.Token2, _world.Time.GetUtcNow()));
        var current = _world.CurrentValue;

        await FinishAsync();

        Assert.Equal(current, _world.CurrentValue);
    }

    [Fact]
    public async Task A_label_that_stays_is_alarmed_and_does_not_fail_the_step()
    {
        await TestAsync();
        var updates = 0;
        _world.Hinder = operation => operation.Name == "UpdateSecretVersionStage" && ++updates > 1 ? throw new ControlPlaneException("LimitExceededException", 400, "x") : Fault.None;

        await FinishAsync();

        Assert.Contains(_world.LogLines, line => line.StartsWith("Warning alarm", StringComparison.Ordinal) && line.Contains("AWSPENDING stays", StringComparison.Ordinal));
        Assert.NotNull(Anchor.RetireAfter);
    }

    private Task TestAsync() => _world.StepAsync("testSecret", World.Token1);

    private Task FinishAsync() => _world.StepAsync("finishSecret", World.Token1);

    private async Task RefusedAsync(string reason)
    {
        var failure = await Assert.ThrowsAsync<RefusedException>(FinishAsync);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(_before, _world.CurrentValue);
        Assert.Null(Anchor.RetireAfter);
    }
}
