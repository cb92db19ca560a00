using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Rotation;

/// <summary>testSecret, where Probe or the network that it stands in is not ready.</summary>
public sealed class ProbeTroubleTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync();
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        await _world.StepAsync("setSecret", World.Token1);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_throttled_invocation_of_Probe_is_sent_again_with_its_whole_event()
    {
        var throttles = 1;
        _world.Hinder = operation => operation.Name == "Invoke" && throttles-- > 0 ? throw new ControlPlaneException("TooManyRequestsException", 429, "Rate Exceeded.") : Fault.None;

        await TestAsync();

        Assert.NotNull(Stamps.Parse(_world.ManagedKeys[0].Description).Proved);
    }

    [Theory]
    [InlineData("ResourceNotReadyException", 502)]
    [InlineData("ENINotReadyException", 502)]
    [InlineData("ResourceConflictException", 409)]
    public async Task A_sleeping_Probe_is_waited_for(string error, int status)
    {
        var awake = _world.Time.GetUtcNow().AddSeconds(90);
        _world.Hinder = operation => operation.Name == "Invoke" && _world.Time.GetUtcNow() < awake ? throw new ControlPlaneException(error, status, "The function is not ready.") : Fault.None;

        await TestAsync();

        Assert.NotNull(Stamps.Parse(_world.ManagedKeys[0].Description).Proved);
    }

    [Fact]
    public async Task Control_and_proof_share_one_budget_and_its_end_names_the_upstreams_and_the_trouble()
    {
        var started = _world.Time.GetUtcNow();
        _world.Probe.ResolvesAt = started.AddSeconds(590);
        _world.Apis.Detach("plan-b", _world.ManagedKeys[0].Id);

        await RefusedAsync("b.org; expected within Egress__ProbeBudget");

        Assert.InRange(_world.Time.GetUtcNow() - started, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(700));
    }

    [Fact]
    public async Task A_name_that_never_resolves_is_told()
    {
        _world.Probe.ResolvesAt = DateTimeOffset.MaxValue;

        await RefusedAsync("The name cannot be resolved.");
    }

    [Fact]
    public async Task A_stage_that_is_not_new_and_answers_without_the_mark_fails_at_once()
    {
        _world.Probe.SettledAt = DateTimeOffset.MaxValue;

        await RefusedAsync("blocked: 403");
    }

    private Task TestAsync() => _world.StepAsync("testSecret", World.Token1);

    private async Task RefusedAsync(string reason)
    {
        var failure = await Assert.ThrowsAsync<RefusedException>(TestAsync);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.All(_world.ManagedKeys, key => Assert.Null(Stamps.Parse(key.Description).Proved));
    }
}
