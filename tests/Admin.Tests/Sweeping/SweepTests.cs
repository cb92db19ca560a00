using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Sweeping;

/// <summary>Sweeps over real sockets: what happens to the keys of a consumer whose key was rotated.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task N1_N2_the_anchor_is_disabled_after_its_grace_and_never_deleted_or_detached()
    {
        var before = _world.CurrentValue;
        await _world.RotateAsync(World.Token1);

        await _world.SweepForAsync(TimeSpan.FromHours(23));
        Assert.True(_world.OpensAll(before));

        await _world.SweepForAsync(TimeSpan.FromDays(30));
        Assert.False(_world.Apis.FindKey(_world.AnchorKeyId)!.Enabled);
        Assert.Equal(2, _world.Apis.PlansOf(_world.AnchorKeyId).Count);
        Assert.True(_world.OpensAll(_world.CurrentValue));
        Assert.DoesNotContain("DeleteApiKey", _world.Calls);
        Assert.DoesNotContain("DeleteUsagePlanKey", _world.Calls);
    }

    [Fact]
    public async Task A_managed_key_is_disabled_after_its_grace_and_deleted_after_its_quarantine()
    {
        await _world.RotateAsync(World.Token1);
        await _world.SweepForAsync(TimeSpan.FromDays(3));
        await _world.RotateAsync(World.Token2);
        var first = _world.ManagedKeys.Single(key => key.Name.EndsWith(World.Token1, StringComparison.Ordinal));

        await _world.SweepForAsync(TimeSpan.FromDays(2));
        Assert.False(_world.Apis.FindKey(first.Id)!.Enabled);

        await _world.SweepForAsync(TimeSpan.FromDays(7));
        Assert.Null(_world.Apis.FindKey(first.Id));
        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task M3_ten_rotations_go_through_because_replaced_keys_are_retired()
    {
        for (var rotation = 0; rotation < 10; rotation++)
        {
            await _world.RotateAsync(Guid.NewGuid().ToString());
            await _world.SweepForAsync(TimeSpan.FromDays(3));
        }

        Assert.InRange(_world.ManagedKeys.Count, 1, 5);
        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task F51_a_key_that_is_still_used_is_held_reported_with_the_consumers_name_and_disabled_in_the_end()
    {
        var old = _world.CurrentValue;
        await _world.RotateAsync(World.Token1);

        await _world.SweepForAsync(TimeSpan.FromDays(4), () => _world.Apis.Usage.Count("plan-a", _world.AnchorKeyId));
        Assert.True(_world.OpensAll(old));
        Assert.Contains(_world.LogLines, line => line.Contains("action=sweep Hold consumer=app", StringComparison.Ordinal));
        Assert.InRange(_world.LogLines.Count(line => line.Contains("sweep Hold", StringComparison.Ordinal)), 2, 4);
        Assert.Contains(_world.Metrics, line => line.Contains("\"KeysHeld\":1", StringComparison.Ordinal));

        await _world.SweepForAsync(TimeSpan.FromDays(5), () => _world.Apis.Usage.Count("plan-a", _world.AnchorKeyId));
        Assert.False(_world.OpensAll(old));
    }

    [Fact]
    public async Task F32_F33_what_was_disabled_or_detached_by_hand_is_put_right()
    {
        var old = _world.CurrentValue;
        await _world.RotateAsync(World.Token1);
        _world.Apis.Detach("plan-b", _world.ManagedKeys[0].Id);
        _world.Apis.UpdateApiKey(_world.AnchorKeyId, key => key with { Enabled = false });

        await _world.SweepForAsync(TimeSpan.FromMinutes(30));

        Assert.True(_world.OpensAll(old) && _world.OpensAll(_world.CurrentValue));
        Assert.Contains(_world.LogLines, line => line.StartsWith("Warning alarm actor=schedule action=sweep Repair consumer=app", StringComparison.Ordinal));
    }

    [Fact]
    public async Task N11_of_an_anchor_deleted_by_hand_while_current_the_value_gets_a_key_again()
    {
        await _world.SweepForAsync(TimeSpan.FromMinutes(15)); // copies the grants
        _world.Apis.DeleteApiKey(_world.AnchorKeyId);

        await _world.SweepForAsync(TimeSpan.FromMinutes(15));

        Assert.True(_world.OpensAll(_world.CurrentValue));
        Assert.Equal("repair", Assert.Single(_world.ManagedKeys).Tags["egress:origin"]);
    }

    [Fact]
    public async Task N12_a_value_that_somebody_put_gets_a_key()
    {
        var drawn = Egress.Probe.Contract.ApiKey.Draw().Value;
        _world.Secrets.Update(_world.SecretId, secret => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.Put(
            secret, World.Token1, Egress.Emulator.ControlPlane.SecretsManager.SecretValue.Of($$"""{"schema":1,"consumer":"app","apiKey":"{{drawn}}"}"""), ["AWSCURRENT"], _world.Time.GetUtcNow()));

        await _world.SweepForAsync(TimeSpan.FromMinutes(15));

        Assert.True(_world.OpensAll(drawn));
    }

    [Fact]
    public async Task F18_F37_a_rotation_that_died_is_ended_after_a_day_and_its_key_gets_a_grace()
    {
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        await _world.StepAsync("setSecret", World.Token1);

        await _world.SweepForAsync(TimeSpan.FromHours(23));
        Assert.NotNull(_world.ValueUnder("AWSPENDING"));

        await _world.SweepForAsync(TimeSpan.FromHours(2));
        Assert.Null(_world.ValueUnder("AWSPENDING"));
        Assert.NotNull(Stamps.Parse(_world.ManagedKeys[0].Description).RetireAfter);
    }

    [Fact]
    public async Task F34_of_a_secret_that_is_marked_as_deleted_nothing_is_touched()
    {
        await _world.RotateAsync(World.Token1);
        _world.Secrets.Update(_world.SecretId, secret => secret with { DeletedDate = _world.Time.GetUtcNow().AddDays(29) });
        _world.Calls.Clear();

        await _world.SweepForAsync(TimeSpan.FromDays(20), every: TimeSpan.FromHours(12));

        Assert.All(_world.Apis.Keys, key => Assert.True(key.Enabled));
        Assert.DoesNotContain("UpdateApiKey", _world.Calls);
    }

    [Fact]
    public async Task Disable_without_re_reading_labels_a_rollback_between_two_sweeps_keeps_the_key()
    {
        await _world.RotateAsync(World.Token1);
        _world.Time.Advance(TimeSpan.FromDays(2));
        await _world.SweepAsync();
        var target = _world.Secrets.Present(_world.SecretId).VersionOf("AWSPREVIOUS")!.Id;
        _world.Time.Advance(TimeSpan.FromMinutes(15));
        _world.Hinder = operation =>
        {
            if (operation.Name == "GetUsagePlanKeys") // after the list of secrets was read, before anything is done
            {
                _world.Secrets.Update(_world.SecretId, secret => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.Move(secret, "AWSCURRENT", World.Token1, target, _world.Time.GetUtcNow()));
                _world.Hinder = _ => Fault.None;
            }

            return Fault.None;
        };

        await _world.SweepAsync();

        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task A_consumer_that_was_not_rotated_when_it_was_due_is_counted_and_named()
    {
        await _world.SweepAsync(); // the world's secret is a month old
        Assert.DoesNotContain(_world.Metrics, line => line.Contains("\"RotationsOverdue\":1", StringComparison.Ordinal));

        _world.Time.Advance(TimeSpan.FromDays(3));
        await _world.SweepAsync();
        Assert.Contains(_world.Metrics, line => line.Contains("\"RotationsOverdue\":1", StringComparison.Ordinal));
        Assert.Contains(_world.LogLines, line => line.Contains("action=sweep Overdue consumer=app", StringComparison.Ordinal));
    }
}
