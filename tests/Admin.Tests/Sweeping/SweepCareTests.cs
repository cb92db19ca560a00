using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Sweeping;

/// <summary>When a sweep takes nothing away although something is due.</summary>
public sealed class SweepCareTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_clock_that_differs_from_the_schedule_takes_nothing_away()
    {
        await _world.RotateAsync(World.Token1);
        _world.Time.Advance(TimeSpan.FromDays(2));
        await _world.SweepAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(15));

        await _world.SweepAsync(TimeSpan.FromSeconds(-61));

        Assert.True(_world.Apis.FindKey(_world.AnchorKeyId)!.Enabled);
        Assert.Contains(_world.LogLines, line => line.Contains("differ by 61 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_that_fails_ends_the_run_before_anything_is_done()
    {
        await _world.RotateAsync(World.Token1);
        _world.Time.Advance(TimeSpan.FromDays(2));
        _world.Calls.Clear();
        _world.Hinder = operation => operation.Name == "GetUsagePlanKeys" ? throw new ControlPlaneException("BadRequestException", 400, "no") : Fault.None;

        await Assert.ThrowsAsync<Egress.Admin.Calls.CallFailedException>(() => _world.SweepAsync());

        Assert.DoesNotContain("UpdateApiKey", _world.Calls);
    }

    [Fact]
    public async Task F33_a_key_in_its_grace_that_a_hand_disabled_is_put_right_although_the_secret_has_lost_its_tags()
    {
        await _world.RotateAsync(World.Token1);
        _world.Secrets.Update(_world.SecretId, secret => secret with { Tags = secret.Tags.Remove("egress:stack") });
        _world.Apis.UpdateApiKey(_world.AnchorKeyId, key => key with { Enabled = false });

        await _world.SweepAsync();

        Assert.True(_world.Apis.FindKey(_world.AnchorKeyId)!.Enabled);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing()
    {
        await _world.RotateAsync(World.Token1);
        _world.Time.Advance(TimeSpan.FromDays(2));
        _world.Calls.Clear();

        var answer = JsonNode.Parse(await _world.InvokeAsync(new JsonObject { ["action"] = "sweep", ["dryRun"] = true }))!;

        Assert.Contains("MarkDue", answer["wouldDo"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_world.Calls, World.IsMutating);
    }
}
