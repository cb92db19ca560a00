using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Operators;

/// <summary>The ways back, and the ways out: rollback and revoke.</summary>
public sealed class RevocationTests : OperatorTests
{
    [Fact]
    public async Task Rollback_in_the_grace_makes_the_old_key_current_at_once_and_gives_the_other_its_grace()
    {
        await World.RotateAsync(World.Token1);
        var (old, left) = (World.ValueUnder("AWSPREVIOUS")!, World.CurrentValue);

        await DoAsync("""{"action":"rollback","consumer":"app"}""");

        Assert.Equal(old, World.CurrentValue);
        Assert.True(World.OpensAll(old) && World.OpensAll(left));
        Assert.Null(Stamps.Parse(World.Apis.FindKey(World.AnchorKeyId)!.Description).RetireAfter);
        Assert.NotNull(Stamps.Parse(World.ManagedKeys[0].Description).RetireAfter);
    }

    [Fact]
    public async Task F52_after_the_disable_rollback_enables_and_proves_first_and_after_the_delete_there_is_no_way_back()
    {
        await World.RotateAsync(World.Token1);
        World.Apis.UpdateApiKey(World.AnchorKeyId, key => key with { Enabled = false, Description = Stamps.None.Disable(World.Time.GetUtcNow()).ToString() });
        var old = World.ValueUnder("AWSPREVIOUS")!;
        await DoAsync("""{"action":"rollback","consumer":"app"}""");
        Assert.True(World.OpensAll(old) && World.CurrentValue == old && World.Probe.Requests.Count > 0);

        World.Apis.DeleteApiKey(World.ManagedKeys[0].Id);
        await RefusedAsync($$"""{"action":"rollback","consumer":"app","version":"{{World.Token1}}"}""", "rotate instead");
    }

    [Fact]
    public async Task Revoke_and_replace_puts_the_next_key_in_force_before_the_old_one_goes()
    {
        var old = World.CurrentValue;

        var answer = await DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"replace"}""");

        Assert.True(World.OpensAll(World.CurrentValue) && World.CurrentValue != old);
        Assert.False(World.Opens(old, "a.com") || World.Opens(old, "b.org"));
        Assert.Null(World.ValueUnder("AWSPREVIOUS"));
        Assert.Equal("revoked", (string?)answer["outcome"]);
        Assert.True((double)answer["seconds"]! > 0);
        Assert.Contains(World.Metrics, line => line.Contains("TimeToRevoke", StringComparison.Ordinal));
        Assert.InRange(World.Calls.ToList().IndexOf("UpdateSecretVersionStage"), 0, IndexOfDisable());
        await RefusedAsync("""{"action":"rollback","consumer":"app"}""", "has no version AWSPREVIOUS");
    }

    [Fact]
    public async Task I10_a_revoked_value_never_comes_back()
    {
        await World.RotateAsync(World.Token1);
        var version = World.Secrets.Present(World.SecretId).VersionOf("AWSPREVIOUS")!.Id;
        await DoAsync("""{"action":"revoke","consumer":"app","target":"previous","mode":"contain"}""");

        await RefusedAsync($$"""{"action":"rollback","consumer":"app","version":"{{version}}"}""", "is revoked");

        World.Apis.UpdateApiKey(World.AnchorKeyId, key => key with { Enabled = true });
        await DoAsync("""{"action":"sweep"}""");
        Assert.False(World.Apis.FindKey(World.AnchorKeyId)!.Enabled);
    }

    [Fact]
    public async Task F53_revoke_and_contain_disables_at_once_then_replaces()
    {
        var old = World.CurrentValue;

        await DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"contain"}""");

        Assert.True(World.OpensAll(World.CurrentValue) && World.CurrentValue != old && !World.Opens(old, "a.com"));
        Assert.InRange(World.Calls.ToList().IndexOf("TagResource"), 0, World.Calls.ToList().IndexOf("CreateApiKey"));
        Assert.Null(World.ValueUnder("AWSPREVIOUS"));
    }

    [Fact]
    public async Task F53_a_rotation_that_is_under_way_becomes_the_replacement()
    {
        World.Begin(World.Token1);
        await World.StepAsync("createSecret", World.Token1);
        var pending = World.ValueUnder("AWSPENDING");

        await DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"replace"}""");

        Assert.Equal(pending, World.CurrentValue);
    }

    [Fact]
    public async Task Revoke_of_a_fingerprint_that_nobody_has_changes_nothing() =>
        await RefusedAsync("""{"action":"revoke","consumer":"app","target":"00000000","mode":"contain"}""", "no value with the fingerprint 00000000");

    private int IndexOfDisable() => World.Calls.ToList().LastIndexOf("UpdateApiKey");
}
