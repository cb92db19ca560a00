using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Rotation;

public sealed class TestSecretTests : IAsyncLifetime
{
    private World _world = null!;

    public ValueTask InitializeAsync() => StartAsync(new WorldOptions());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_negative_control_comes_first_then_every_upstream_is_proved()
    {
        await TestAsync();

        Assert.Equal(ProbeMode.Control, _world.Probe.Requests[0].Mode);
        Assert.All(_world.Probe.Requests, request => Assert.Equal(World.Upstreams, request.Upstreams));
        Assert.True(_world.Probe.Requests.Where(request => request.Mode == ProbeMode.Accept).Sum(request => request.Attempts) >= 40);
    }

    [Fact]
    public async Task The_passes_are_spread_over_a_minute()
    {
        var started = _world.Time.GetUtcNow();

        await TestAsync();

        Assert.InRange(_world.Time.GetUtcNow() - started, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task While_nodes_disagree_the_key_is_not_proved_and_in_the_end_it_is()
    {
        await _world.DisposeAsync();
        await StartAsync(new WorldOptions { Nodes = 8, Propagation = TimeSpan.FromMinutes(2) });
        var started = _world.Time.GetUtcNow();

        await TestAsync();

        Assert.True(_world.Time.GetUtcNow() - started > TimeSpan.FromMinutes(2));
        Assert.NotNull(Stamps.Parse(_world.ManagedKeys[0].Description).Proved);
    }

    [Fact]
    public async Task F7_out_of_budget_the_step_fails_and_the_key_in_use_is_untouched()
    {
        _world.Apis.Detach("plan-b", _world.ManagedKeys[0].Id);

        var failure = await RefusedAsync("still does not always accept the key on b.org");

        Assert.Contains("600 s", failure.Message, StringComparison.Ordinal);
        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task An_unprotected_route_fails_the_control()
    {
        _world.Probe.Unprotected.Add("a.com");

        await RefusedAsync("Route not protected: the stage of a.com accepted a random key");
    }

    [Fact]
    public async Task N15_a_stage_without_the_probe_route_fails_by_name()
    {
        _world.Probe.Faults["b.org"] = "wrong route: 200 without this stack's mark";

        await RefusedAsync("The stage of b.org cannot be proved, wrong route");
    }

    [Fact]
    public async Task N13_a_probe_that_fails_proves_nothing()
    {
        _world.Probe.FunctionError = "Unhandled";

        await RefusedAsync("Probe failed (Unhandled)");
    }

    [Fact]
    public async Task A_report_on_another_version_proves_nothing()
    {
        _world.Probe.Distort = report => report with { VersionId = "another" };

        await RefusedAsync("Probe reports on version another");
    }

    [Fact]
    public async Task A_report_without_one_of_the_upstreams_proves_nothing()
    {
        _world.Probe.Distort = report => report with { Upstreams = [report.Upstreams[0]] };

        await RefusedAsync("Probe's report lacks the upstream b.org");
    }

    [Fact]
    public async Task F15_without_a_key_the_steps_came_out_of_order()
    {
        _world.Apis.DeleteApiKey(_world.ManagedKeys[0].Id);

        await RefusedAsync("No key named egress/prod/app/");
    }

    [Fact]
    public async Task What_is_stamped_on_the_key_while_it_is_proved_stays()
    {
        _world.Hinder = operation =>
        {
            if (operation.Name == "Invoke")
            {
                _world.Apis.UpdateApiKey(_world.ManagedKeys[0].Id, key => key with { Description = "extra=5" });
            }

            return Fault.None;
        };

        await TestAsync();

        var stamps = Stamps.Parse(_world.ManagedKeys[0].Description);
        Assert.True(stamps.Proved is not null && stamps.Extra is not null, stamps.ToString());
    }

    [Fact]
    public async Task F22_a_test_of_the_configuration_proves_the_current_key_and_stamps_nothing()
    {
        _world.Begin(World.Token2);
        _world.Calls.Clear();

        await _world.StepAsync("testSecret", World.Token2);

        Assert.Equal(_world.Secrets.Present(_world.SecretId).VersionOf("AWSCURRENT")!.Id, _world.Probe.Requests[^1].VersionId);
        Assert.DoesNotContain("UpdateApiKey", _world.Calls);
    }

    [Fact]
    public async Task A_configuration_test_before_the_first_grant_succeeds()
    {
        _world.Begin(World.Token2);
        _world.PlanIds.ToList().ForEach(plan => _world.Apis.Detach(plan, _world.AnchorKeyId));

        await _world.StepAsync("testSecret", World.Token2);

        Assert.Empty(_world.Probe.Requests);
    }

    [Fact]
    public async Task No_value_goes_to_Probe_or_comes_back()
    {
        await TestAsync();

        Assert.DoesNotContain(_world.Probe.Payloads, payload => payload.Contains(_world.ValueUnder("AWSPENDING")!, StringComparison.Ordinal));
    }

    private async ValueTask StartAsync(WorldOptions options)
    {
        _world = await World.StartAsync(options);
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        await _world.StepAsync("setSecret", World.Token1);
    }

    private Task TestAsync() => _world.StepAsync("testSecret", World.Token1);

    private async Task<RefusedException> RefusedAsync(string reason)
    {
        var failure = await Assert.ThrowsAsync<RefusedException>(TestAsync);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.All(_world.ManagedKeys, key => Assert.Null(Stamps.Parse(key.Description).Proved));
        return failure;
    }
}
