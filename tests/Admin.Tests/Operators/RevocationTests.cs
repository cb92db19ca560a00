using System.Text.Json.Nodes;
using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Operators;

/// <summary>The ways back, and the ways out: rollback and revoke.</summary>
public sealed class RevocationTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Rollback_in_the_grace_makes_the_old_key_current_at_once_and_gives_the_other_its_grace()
    {
        await _world.RotateAsync(World.Token1);
        var (old, left) = (_world.ValueUnder("AWSPREVIOUS")!, _world.CurrentValue);

        await DoAsync("""{"action":"rollback","consumer":"app"}""");

        Assert.Equal(old, _world.CurrentValue);
        Assert.True(_world.OpensAll(old) && _world.OpensAll(left));
        Assert.Null(Stamps.Parse(_world.Apis.FindKey(_world.AnchorKeyId)!.Description).RetireAfter);
        Assert.NotNull(Stamps.Parse(_world.ManagedKeys[0].Description).RetireAfter);
    }

    [Fact]
    public async Task F52_after_the_disable_rollback_enables_and_proves_first_and_after_the_delete_there_is_no_way_back()
    {
        await _world.RotateAsync(World.Token1);
        _world.Apis.UpdateApiKey(_world.AnchorKeyId, key => key with { Enabled = false, Description = Stamps.None.Disable(_world.Time.GetUtcNow()).ToString() });
        var old = _world.ValueUnder("AWSPREVIOUS")!;
        await DoAsync("""{"action":"rollback","consumer":"app"}""");
        Assert.True(_world.OpensAll(old) && _world.CurrentValue == old && _world.Probe.Requests.Count > 0);

        _world.Apis.DeleteApiKey(_world.ManagedKeys[0].Id);
        await RefusedAsync("""{"action":"rollback","consumer":"app"}""", "rotate instead");
    }

    [Fact]
    public async Task Revoke_and_replace_puts_the_next_key_in_force_before_the_old_one_goes()
    {
        var old = _world.CurrentValue;

        var answer = await DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"replace"}""");

        Assert.True(_world.OpensAll(_world.CurrentValue) && _world.CurrentValue != old);
        Assert.False(_world.Opens(old, "a.com") || _world.Opens(old, "b.org"));
        Assert.Null(_world.ValueUnder("AWSPREVIOUS"));
        Assert.Equal("revoked", (string?)answer["outcome"]);
        Assert.True((double)answer["seconds"]! > 0);
        Assert.Contains(_world.Metrics, line => line.Contains("TimeToRevoke", StringComparison.Ordinal));
        Assert.InRange(_world.Calls.ToList().IndexOf("UpdateSecretVersionStage"), 0, IndexOfDisable());
        await RefusedAsync("""{"action":"rollback","consumer":"app"}""", "has no version AWSPREVIOUS");
    }

    [Fact]
    public async Task I10_a_revoked_value_never_comes_back()
    {
        await _world.RotateAsync(World.Token1);
        var version = _world.Secrets.Present(_world.SecretId).VersionOf("AWSPREVIOUS")!.Id;
        await DoAsync("""{"action":"revoke","consumer":"app","target":"previous","mode":"contain"}""");

        await RefusedAsync($$"""{"action":"rollback","consumer":"app","version":"{{version}}"}""", "is revoked");

        _world.Apis.UpdateApiKey(_world.AnchorKeyId, key => key with { Enabled = true });
        await DoAsync("""{"action":"sweep"}""");
        Assert.False(_world.Apis.FindKey(_world.AnchorKeyId)!.Enabled);
    }

    [Fact]
    public async Task F53_revoke_and_contain_disables_at_once_then_replaces()
    {
        var old = _world.CurrentValue;

        await DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"contain"}""");

        Assert.True(_world.OpensAll(_world.CurrentValue) && _world.CurrentValue != old && !_world.Opens(old, "a.com"));
        Assert.InRange(_world.Calls.ToList().IndexOf("TagResource"), 0, _world.Calls.ToList().IndexOf("CreateApiKey"));
        Assert.Null(_world.ValueUnder("AWSPREVIOUS"));
    }

    [Fact]
    public async Task F53_a_rotation_that_is_under_way_becomes_the_replacement()
    {
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        var pending = _world.ValueUnder("AWSPENDING");

        await DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"replace"}""");

        Assert.Equal(pending, _world.CurrentValue);
    }

    [Fact]
    public async Task Revoke_of_a_fingerprint_that_nobody_has_changes_nothing() =>
        await RefusedAsync("""{"action":"revoke","consumer":"app","target":"00000000","mode":"contain"}""", "no value with the fingerprint 00000000");

    private int IndexOfDisable() => _world.Calls.ToList().LastIndexOf("UpdateApiKey");

    private async Task<JsonObject> DoAsync(string request) => (JsonObject)JsonNode.Parse(await _world.InvokeAsync(request))!;

    private async Task RefusedAsync(string request, string reason)
    {
        _world.Calls.Clear();
        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.InvokeAsync(request));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Calls, World.IsMutating);
    }
}
