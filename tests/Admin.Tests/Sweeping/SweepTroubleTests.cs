using System.Collections.Immutable;
using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Admin.Tests.Sweeping;

/// <summary>What people do to secrets and keys besides Admin, and what a sweep makes of it.</summary>
public sealed class SweepTroubleTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_consumer_whose_secret_cannot_be_read_keeps_no_other_from_its_due()
    {
        var arn = Issue("aaa", "egress/prod/aaa");
        _world.Secrets.Update(arn, secret => SecretVersions.StartPending(secret, World.Token2, _world.Time.GetUtcNow()));
        _world.Apis.UpdateApiKey(_world.AnchorKeyId, key => key with { Enabled = false });
        _world.Hinder = operation => operation.Name == "ListSecretVersionIds" ? throw new ControlPlaneException("AccessDeniedException", 400, "not you") : Fault.None;

        await _world.SweepAsync();

        Assert.True(_world.OpensAll(_world.CurrentValue));
        Assert.Contains(_world.LogLines, line => line.Contains("action=sweep Refuse consumer=aaa", StringComparison.Ordinal));
        Assert.Contains(_world.Metrics, line => line.Contains("\"Findings\":", StringComparison.Ordinal) && !line.Contains("\"Findings\":0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_only_bears_our_tags_is_named_and_freezes_nobody()
    {
        Issue("app", "somebody/elses");
        _world.Apis.UpdateApiKey(_world.AnchorKeyId, key => key with { Enabled = false });

        await _world.SweepAsync();

        Assert.True(_world.OpensAll(_world.CurrentValue));
        Assert.Contains(_world.LogLines, line => line.Contains("somebody/elses", StringComparison.Ordinal) && line.Contains("is no consumer's secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I6_a_key_in_use_that_was_to_be_replaced_works_on_although_the_secret_lost_its_tags()
    {
        await _world.RotateAsync(World.Token1);
        var key = Assert.Single(_world.ManagedKeys);
        _world.Apis.UpdateApiKey(key.Id, known => known with { Description = $"{known.Description} revoking={_world.Time.GetUtcNow().ToUnixTimeSeconds()}" });
        _world.Secrets.Update(_world.SecretId, secret => secret with { Tags = secret.Tags.Remove("egress:stack") });

        await _world.SweepForAsync(TimeSpan.FromHours(2));

        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task A_replaced_key_without_its_tags_is_disabled_all_the_same_never_deleted_and_named()
    {
        await _world.RotateAsync(World.Token1);
        var first = Assert.Single(_world.ManagedKeys).Id;
        _world.Apis.UpdateApiKey(first, key => key with { Tags = ImmutableSortedDictionary<string, string>.Empty });
        await _world.RotateAsync(World.Token2);

        await _world.SweepForAsync(TimeSpan.FromDays(12));

        Assert.False(_world.Apis.FindKey(first)!.Enabled);
        Assert.Contains(_world.LogLines, line => line.Contains($"key {first}: it bears a name of ours, but not the tag egress:stack=prod", StringComparison.Ordinal));
        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task A_value_in_use_that_somebody_put_again_is_known_by_its_key()
    {
        await _world.RotateAsync(World.Token1);
        var key = Assert.Single(_world.ManagedKeys);
        _world.Secrets.Update(_world.SecretId, secret => SecretVersions.Put(secret, World.Token2, SecretValue.Of($$"""{"schema":1,"consumer":"app","apiKey":"{{key.Value}}"}"""), ["AWSCURRENT"], _world.Time.GetUtcNow()));
        _world.Calls.Clear();

        await _world.SweepForAsync(TimeSpan.FromDays(3));

        Assert.True(_world.OpensAll(key.Value));
        Assert.Null(Stamps.Parse(_world.Apis.FindKey(key.Id)!.Description).RetireAfter);
        Assert.DoesNotContain("CreateApiKey", _world.Calls);
    }

    [Fact]
    public async Task A_key_that_somebody_enabled_in_its_quarantine_begins_it_anew()
    {
        await _world.RotateAsync(World.Token1);
        await _world.RotateAsync(World.Token2);
        var first = _world.ManagedKeys.Single(key => key.Name.EndsWith(World.Token1, StringComparison.Ordinal)).Id;
        await _world.SweepForAsync(TimeSpan.FromDays(7));
        _world.Apis.UpdateApiKey(first, key => key with { Enabled = true });

        await _world.SweepForAsync(TimeSpan.FromDays(3));
        Assert.False(_world.Apis.FindKey(first)!.Enabled);

        await _world.SweepForAsync(TimeSpan.FromDays(6));
        Assert.Null(_world.Apis.FindKey(first));
    }

    [Fact]
    public async Task N3_an_issued_consumer_whose_grant_tags_a_hand_took_away_is_cut_off_from_nothing()
    {
        await _world.InvokeAsync("""{"action":"issue","consumer":"reports","upstreams":["a.com"]}""");
        var key = _world.ManagedKeys.Single(key => key.Name.Contains("/reports/", StringComparison.Ordinal)).Value;
        _world.Secrets.Update("egress/prod/reports", secret => secret with { Tags = secret.Tags.Remove("egress:grant/a.com") });

        await _world.SweepForAsync(TimeSpan.FromHours(2));

        Assert.True(_world.Opens(key, "a.com"));
    }

    [Fact]
    public async Task N5_an_issued_consumers_last_denial_that_is_cut_off_is_completed()
    {
        await _world.InvokeAsync("""{"action":"issue","consumer":"reports","upstreams":["a.com"]}""");
        var key = _world.ManagedKeys.Single(key => key.Name.Contains("/reports/", StringComparison.Ordinal)).Value;
        _world.Hinder = operation => operation.Name == "DeleteUsagePlanKey" ? throw new ControlPlaneException("BadRequestException", 400, "") : Fault.None;
        await Assert.ThrowsAnyAsync<Exception>(() => _world.InvokeAsync("""{"action":"deny","consumer":"reports","upstream":"a.com"}"""));
        _world.Hinder = _ => Fault.None;

        await _world.SweepForAsync(TimeSpan.FromHours(2));

        Assert.False(_world.Opens(key, "a.com"));
    }

    [Fact]
    public async Task I10_a_replacement_that_the_sweep_completes_is_marked_and_has_no_label_any_more()
    {
        var old = _world.CurrentValue;
        await _world.RotateAsync(World.Token1);
        _world.Apis.UpdateApiKey(_world.AnchorKeyId, known => known with { Description = $"{known.Description} revoking={_world.Time.GetUtcNow().ToUnixTimeSeconds()}" });

        await _world.SweepForAsync(TimeSpan.FromHours(1));

        Assert.False(_world.OpensAll(old));
        Assert.Contains(new Egress.Probe.Contract.ApiKey(old).Fingerprint, _world.Secrets.Present(_world.SecretId).Tags["egress:revoked"], StringComparison.Ordinal);
        Assert.Null(_world.ValueUnder("AWSPREVIOUS"));
    }

    [Fact]
    public async Task A_consumer_that_is_being_issued_has_no_schedule_yet_and_nobody_is_alarmed()
    {
        Issue("reports", "egress/prod/reports");

        await _world.SweepAsync();
        Assert.DoesNotContain(_world.LogLines, line => line.Contains("consumer=reports", StringComparison.Ordinal) && line.Contains("rotation is switched off", StringComparison.Ordinal));

        _world.Time.Advance(TimeSpan.FromHours(2));
        await _world.SweepAsync();
        Assert.Contains(_world.LogLines, line => line.Contains("consumer=reports", StringComparison.Ordinal) && line.Contains("rotation is switched off", StringComparison.Ordinal));
    }

    private string Issue(string consumer, string name) => _world.Secrets.Create(
        name,
        $$"""{"schema":1,"consumer":"{{consumer}}","apiKey":"{{Egress.Probe.Contract.ApiKey.Draw().Value}}"}""",
        null,
        new Dictionary<string, string> { ["egress:stack"] = World.Stack, ["egress:consumer"] = consumer, ["egress:grant/a.com"] = "on" });
}
