using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Rotation;

/// <summary>What a person may have written into a version's member keyName.</summary>
public sealed class NamedKeyTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_version_that_names_another_consumers_key_is_refused_and_that_key_not_touched()
    {
        var value = Egress.Probe.Contract.ApiKey.Draw().Value;
        var theirs = _world.Apis.CreateApiKey(new NewApiKey { Name = "egress/prod/other/v1", Value = value, Enabled = true });
        _world.Begin(World.Token1);
        _world.Put(World.Token1, $$"""{"schema":1,"consumer":"app","apiKey":"{{value}}","keyName":"egress/prod/other/v1"}""");

        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("setSecret", World.Token1));

        Assert.Contains("no name that Admin gives to a key of app", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_world.Apis.PlansOf(theirs.Id));
    }

    [Fact]
    public async Task A_key_that_somebody_wrote_into_the_member_keyName_is_not_quoted()
    {
        var canary = Egress.Probe.Contract.ApiKey.Draw().Value;
        _world.Begin(World.Token1);
        _world.Put(World.Token1, $$"""{"schema":1,"consumer":"app","apiKey":"{{Egress.Probe.Contract.ApiKey.Draw().Value}}","keyName":"{{canary}}"}""");

        var failure = await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("setSecret", World.Token1));

        Assert.Contains($"Version {World.Token1}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(canary, failure.Message, StringComparison.Ordinal);
    }
}
