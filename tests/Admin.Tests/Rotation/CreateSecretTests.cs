using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Admin.Tests.Rotation;

public sealed class CreateSecretTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_step_that_is_not_admitted_leaves_a_line_that_says_why()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => _world.StepAsync("deleteSecret", World.Token1));

        Assert.Contains(_world.LogLines, line => line.Contains($"alarm actor=rotation action=admit consumer={_world.SecretId}", StringComparison.Ordinal) && line.Contains("is none of createSecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F2_a_retry_keeps_the_value_that_was_drawn()
    {
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        var drawn = _world.ValueUnder("AWSPENDING");

        await _world.StepAsync("createSecret", World.Token1);

        Assert.Equal(drawn, _world.ValueUnder("AWSPENDING"));
        Assert.Equal(1, _world.Calls.Count(call => call == "PutSecretValue"));
    }

    [Fact]
    public async Task F34_a_deleted_secret_is_left_alone()
    {
        _world.Begin(World.Token1);
        _world.Secrets.Update(_world.SecretId, secret => secret with { DeletedDate = _world.Time.GetUtcNow().AddDays(7) });

        await RefusedAsync("marked as deleted");
    }

    [Fact]
    public async Task F42_a_secret_without_rotation_is_refused_clearly()
    {
        _world.Begin(World.Token1);
        _world.Secrets.Update(_world.SecretId, secret => secret with { Rotation = null });

        await RefusedAsync("rotation is not configured");
    }

    [Fact]
    public async Task F40_a_current_version_of_another_consumer_is_refused()
    {
        _world.Begin(World.Token1);
        Overwrite("""{"schema":1,"consumer":"other","apiKey":"abcdefghijklmnopqrstuvwxyz0123456789"}""");

        await RefusedAsync("names another consumer");
    }

    [Fact]
    public async Task F40_a_malformed_current_version_is_refused_unquoted()
    {
        _world.Begin(World.Token1);
        Overwrite("{\"abcdefghijklmnopqrstuvwxyz0123456789");

        var failure = await RefusedAsync("is not a JSON object");
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwxyz0123456789", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task N16_a_consumer_without_grants_is_refused()
    {
        foreach (var plan in _world.PlanIds)
        {
            _world.Apis.Detach(plan, _world.AnchorKeyId);
        }

        _world.Begin(World.Token1);

        await RefusedAsync("has no grant");
    }

    [Fact]
    public async Task N3_a_run_time_consumer_without_grant_tags_is_refused()
    {
        _world.Begin(World.Token1);
        _world.Secrets.Update(_world.SecretId, secret => secret with { Tags = secret.Tags.SetItem("egress:consumer", "other") });
        Overwrite("""{"schema":1,"consumer":"other","apiKey":"abcdefghijklmnopqrstuvwxyz0123456789"}""");

        await RefusedAsync("Consumer other has no grant");
    }

    [Fact]
    public async Task I4_with_three_enabled_keys_there_is_no_room_for_another()
    {
        foreach (var index in Enumerable.Range(0, 3))
        {
            _world.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/app/{index}", Enabled = true });
        }

        _world.Apis.CreateApiKey(new NewApiKey { Name = "egress/prod/app-2/0", Enabled = true });
        _world.Begin(World.Token1);

        await RefusedAsync("has 3 enabled keys");
    }

    [Fact]
    public async Task I4_a_key_that_a_hand_disabled_counts_for_the_sweep_will_enable_it_again()
    {
        foreach (var index in Enumerable.Range(0, 3))
        {
            _world.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/app/{index}", Enabled = index > 0 });
        }

        _world.Begin(World.Token1);

        await RefusedAsync("has 3 enabled keys");
    }

    [Fact]
    public async Task I4_a_current_key_that_a_hand_deleted_counts_for_the_sweep_will_make_it_again()
    {
        await _world.RotateAsync(World.Token2);
        _world.Apis.DeleteApiKey(Assert.Single(_world.ManagedKeys).Id);
        foreach (var index in Enumerable.Range(0, 2))
        {
            _world.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/app/{index}", Enabled = true });
        }

        _world.Calls.Clear();
        _world.Begin(World.Token1);

        await RefusedAsync("has 3 enabled keys");
    }

    [Fact]
    public async Task F37_a_token_that_is_not_pending_is_refused()
    {
        _world.Begin(World.Token1);
        _world.Begin(World.Token2);

        await RefusedAsync("has no version " + World.Token1);
    }

    [Fact]
    public async Task F43_the_rotation_token_is_passed_on()
    {
        _world.Begin(World.Token1);

        await _world.InvokeAsync(new System.Text.Json.Nodes.JsonObject
        {
            ["Step"] = "createSecret",
            ["SecretId"] = _world.SecretId,
            ["ClientRequestToken"] = World.Token1,
            ["RotationToken"] = "rotation-token-that-is-36-chars-long",
        });

        Assert.Contains(_world.Wire.Bodies, body => body.Contains("\"RotationToken\":\"rotation-token-that-is-36-chars-long\"", StringComparison.Ordinal));
    }

    private async Task<RefusedException> RefusedAsync(string reason)
    {
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("createSecret", World.Token1));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("PutSecretValue", _world.Calls);
        Assert.DoesNotContain("CreateApiKey", _world.Calls);
        return failure;
    }

    // A manual PutSecretValue to AWSCURRENT would also end the rotation; here only the content is swapped.
    private void Overwrite(string content) => _world.Secrets.Update(_world.SecretId, secret =>
    {
        var current = secret.VersionOf("AWSCURRENT")!;
        return secret with { Versions = secret.Versions.Replace(current, current with { Value = SecretValue.Of(content) }) };
    });
}
