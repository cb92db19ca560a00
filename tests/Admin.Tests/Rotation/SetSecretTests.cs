using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Rotation;

public sealed class SetSecretTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync();
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        _world.Calls.Clear();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private string Pending => _world.ValueUnder("AWSPENDING")!;
    private static string Name => "egress/prod/app/" + World.Token1;

    [Fact]
    public async Task The_key_is_enabled_and_in_every_plan()
    {
        await SetAsync();

        var key = Assert.Single(_world.ManagedKeys);
        Assert.True(key.Enabled && key.Value == Pending && _world.OpensAll(Pending));
    }

    [Fact]
    public async Task F3_a_key_that_an_earlier_try_made_is_adopted()
    {
        var made = Make(Name, Pending, enabled: true);

        await SetAsync();

        Assert.Equal(made.Id, Assert.Single(_world.ManagedKeys).Id);
        Assert.DoesNotContain("CreateApiKey", _world.Calls);
        Assert.True(_world.OpensAll(Pending));
    }

    [Fact]
    public async Task An_adopted_key_that_is_disabled_is_enabled()
    {
        Make(Name, Pending, enabled: false);

        await SetAsync();

        Assert.True(_world.OpensAll(Pending));
    }

    [Fact]
    public async Task F27_a_conflict_with_our_own_value_ends_in_adoption()
    {
        var isHidden = true;
        _world.Hinder = operation =>
        {
            if (operation.Name == "CreateApiKey" && isHidden)
            {
                isHidden = false;
                Make(Name, Pending, enabled: true);
            }

            return Fault.None;
        };

        await SetAsync();

        Assert.Single(_world.ManagedKeys);
        Assert.True(_world.OpensAll(Pending));
    }

    [Fact]
    public async Task F28_a_value_that_somebody_else_has_is_given_up_and_that_key_not_touched()
    {
        var foreign = Make("somebody-elses", Pending, enabled: true);
        var value = Pending;

        var failure = await Assert.ThrowsAsync<RefusedException>(SetAsync);

        Assert.Contains("belongs to a key of somebody else", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, failure.ToString(), StringComparison.Ordinal);
        Assert.Null(_world.ValueUnder("AWSPENDING"));
        Assert.Equal(foreign, Assert.Single(_world.ManagedKeys));
    }

    [Fact]
    public async Task A_key_of_our_name_with_another_value_is_refused()
    {
        Make(Name, Egress.Probe.Contract.ApiKey.Draw().Value, enabled: true);

        var failure = await Assert.ThrowsAsync<RefusedException>(SetAsync);

        Assert.Contains("has another value than the secret's version", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Pending, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F29_keys_on_later_pages_are_found_and_names_that_only_start_alike_are_not_taken()
    {
        foreach (var index in Enumerable.Range(0, 510))
        {
            Make($"{Name}{index}", Egress.Probe.Contract.ApiKey.Draw().Value, enabled: false);
        }

        var made = Make(Name, Pending, enabled: true);

        await SetAsync();

        Assert.DoesNotContain("CreateApiKey", _world.Calls);
        Assert.Equal(2, _world.Apis.PlansOf(made.Id).Count);
    }

    [Fact]
    public async Task F29_a_key_whose_name_only_starts_like_ours_is_not_ours()
    {
        Make(Name + "0", Egress.Probe.Contract.ApiKey.Draw().Value, enabled: true);

        await SetAsync();

        Assert.Equal(1, _world.Calls.Count(call => call == "CreateApiKey"));
        Assert.True(_world.OpensAll(Pending));
    }

    [Fact]
    public async Task F24_a_full_account_is_told_once_and_nothing_is_promoted()
    {
        _world.Hinder = operation => operation.Name == "CreateApiKey"
            ? throw new ControlPlaneException("LimitExceededException", 429, "Maximum number of API keys reached")
            : Fault.None;

        var failure = await Assert.ThrowsAsync<RefusedException>(SetAsync);

        Assert.Contains("LimitExceededException", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, _world.Calls.Count(call => call == "CreateApiKey"));
    }

    [Fact]
    public async Task F23_a_storm_of_throttling_is_sat_out()
    {
        var storm = 5;
        _world.Hinder = operation => operation.Service == "apigateway" && storm-- > 0
            ? throw new ControlPlaneException("TooManyRequestsException", 429, "Too Many Requests")
            : Fault.None;

        await SetAsync();

        Assert.True(_world.OpensAll(Pending));
    }

    [Fact]
    public async Task F15_without_a_value_the_steps_came_out_of_order()
    {
        _world.Begin(World.Token2);

        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("setSecret", World.Token2));

        Assert.Contains("has no value after 20 s; createSecret stores it", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_that_went_meanwhile_is_left_to_the_sweep_for_a_late_step_might_take_it_from_a_key_in_use()
    {
        await SetAsync();
        _world.Apis.Detach("plan-b", _world.AnchorKeyId);

        await SetAsync();

        Assert.DoesNotContain("DeleteUsagePlanKey", _world.Calls);
        Assert.Equal(["plan-a", "plan-b"], _world.Apis.PlansOf(_world.ManagedKeys[0].Id).Select(plan => plan.Id).Order(StringComparer.Ordinal));
    }

    private Task SetAsync() => _world.StepAsync("setSecret", World.Token1);

    private ApiKeyRecord Make(string name, string value, bool enabled) => _world.Apis.CreateApiKey(new NewApiKey { Name = name, Value = value, Enabled = enabled });
}
