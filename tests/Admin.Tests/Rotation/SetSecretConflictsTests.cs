using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Rotation;

/// <summary>setSecret, where somebody else is at work on the same plan or key.</summary>
public sealed class SetSecretConflictsTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync();
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private string Pending => _world.ValueUnder("AWSPENDING")!;

    [Fact]
    public async Task F30_a_key_that_another_plan_of_the_stage_holds_is_refused_with_both_plans()
    {
        var made = _world.Apis.CreateApiKey(new NewApiKey { Name = "egress/prod/app/" + World.Token1, Value = Pending, Enabled = true });
        var rival = _world.Apis.AddUsagePlan(new UsagePlanRecord { Id = "rival", Name = "rival", ApiStages = _world.Apis.FindPlan("plan-a")!.ApiStages });
        _world.Apis.Attach(rival.Id, made.Id);

        var failure = await Assert.ThrowsAsync<RefusedException>(SetAsync);

        Assert.Contains("plan-a", failure.Message, StringComparison.Ordinal);
        Assert.Contains("rival", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_deployment_that_changes_a_plan_at_the_same_time_is_waited_for()
    {
        var conflicts = 4;
        _world.Hinder = operation => operation.Name == "CreateUsagePlanKey" && conflicts-- > 0
            ? throw new ControlPlaneException("ConflictException", 409, "Unable to complete operation due to concurrent modification. Please try again later.")
            : Fault.None;

        await SetAsync();

        Assert.True(_world.OpensAll(Pending));
    }

    [Fact]
    public async Task A_passing_conflict_on_making_the_key_does_not_give_the_version_up()
    {
        var conflicts = 1;
        _world.Hinder = operation => operation.Name == "CreateApiKey" && conflicts-- > 0
            ? throw new ControlPlaneException("ConflictException", 409, "Unable to complete operation due to concurrent modification. Please try again later.")
            : Fault.None;

        await SetAsync();

        Assert.True(_world.OpensAll(Pending));
    }

    private Task SetAsync() => _world.StepAsync("setSecret", World.Token1);
}
