using System.Text.Json.Nodes;
using Egress.Admin.Keys;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Simulation;

/// <summary>Cases of the failure catalogue that no single step shows: rotations that meet, figures and nodes that are late.</summary>
public sealed class CatalogueTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task F16_of_two_rotations_with_different_tokens_the_second_is_refused_and_if_both_ran_the_others_key_has_its_grace()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(5));
        world.Rotations.Start(world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        Assert.Throws<ControlPlaneException>(() => world.Rotations.Start(world.Stack.SecretId, World.Token2, null, null, isImmediate: true));

        foreach (var step in (string[])["createSecret", "setSecret", "testSecret"])
        {
            await _world.StepAsync(step == "createSecret" ? Begun(World.Token1, step) : step, World.Token1);
        }

        await _world.RotateAsync(World.Token2); // takes AWSPENDING away
        var late = await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("finishSecret", World.Token1));
        await SweepAsync();

        Assert.Contains(World.Token1, late.Message, StringComparison.Ordinal);
        Assert.Equal(World.Token2, Current(_world.Secrets));
        Assert.NotNull(Stamps.Parse(KeyOf(World.Token1).Description).RetireAfter);
        Assert.All(_world.Apis.Keys, key => Assert.True(_world.OpensAll(key.Value)));
    }

    [Fact]
    public async Task F21_an_operator_and_the_schedule_at_once_make_one_promotion()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1 });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(5));
        var before = world.Secrets.Present(world.Stack.SecretId).VersionOf("AWSCURRENT")!.Id;

        var asked = world.InvokeAsync(new JsonObject { ["action"] = "rotate", ["consumer"] = World.Consumer });
        world.Rotations.Start(world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        var (_, failure) = world.Finish(asked);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(15));

        Assert.IsType<RefusedException>(failure);
        Assert.Equal(World.Token1, world.Secrets.Present(world.Stack.SecretId).VersionOf("AWSCURRENT")!.Id);
        Assert.Equal(before, world.Secrets.Present(world.Stack.SecretId).VersionOf("AWSPREVIOUS")!.Id);
        Assert.Equal(2, world.Apis.Keys.Count);
    }

    [Fact]
    public async Task F39_a_value_that_cannot_be_decrypted_fails_the_step_and_changes_no_key()
    {
        await _world.RotateAsync(World.Token1);
        _world.Begin(World.Token2);
        _world.Calls.Clear();
        _world.Hinder = operation => operation.Name == "GetSecretValue" ? throw new ControlPlaneException("DecryptionFailure", 400, "Secrets Manager can't decrypt the protected secret text.") : Fault.None;

        await Assert.ThrowsAsync<Egress.Admin.Calls.CallFailedException>(() => _world.StepAsync("createSecret", World.Token2));

        Assert.DoesNotContain(_world.Calls, World.IsMutating);
        Assert.Contains(_world.LogLines, line => line.StartsWith("Warning alarm", StringComparison.Ordinal) && line.Contains("DecryptionFailure", StringComparison.Ordinal));
        Assert.All(_world.Apis.Keys, key => Assert.True(_world.OpensAll(key.Value)));
    }

    [Fact]
    public async Task F41_a_key_whose_version_is_gone_gets_a_whole_grace()
    {
        var key = _world.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/app/{World.Token2}", Value = Egress.Probe.Contract.ApiKey.Draw().Value, Enabled = true, Tags = new Dictionary<string, string> { ["egress:stack"] = World.Stack } });

        await SweepAsync();

        Assert.True(_world.Apis.FindKey(key.Id)!.Enabled);
        Assert.InRange(Stamps.Parse(_world.Apis.FindKey(key.Id)!.Description).RetireAfter!.Value - _world.Time.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task F45_answers_that_say_nothing_about_the_key_are_no_passes()
    {
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);
        await _world.StepAsync("setSecret", World.Token1);
        _world.Probe.Distort = report => report.VersionId is null ? report : report with
        {
            Upstreams = [.. report.Upstreams.Select(each => each with { Neutral = each.Passes, Passes = 0, Run = 0, LongestRun = 0, RunMs = 0, FirstMs = null })],
        };

        await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("testSecret", World.Token1));

        Assert.Null(Stamps.Parse(KeyOf(World.Token1).Description).Proved);
        Assert.True(_world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task F47_a_proof_takes_little_more_of_the_quota_than_its_passes_and_keeps_a_pace()
    {
        await _world.RotateAsync(World.Token1);

        var proof = _world.Probe.Requests.Where(request => request.VersionId == World.Token1).ToArray();
        Assert.InRange(proof.Sum(request => request.Attempts), 40, 60);
        Assert.All(proof, request => Assert.True(request.IntervalMs >= 1000));
    }

    [Fact]
    public async Task F48_a_node_that_forgets_the_new_key_costs_a_replay_and_no_call()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, Nodes = 8, Propagation = TimeSpan.FromSeconds(50) });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(5));
        var client = new SimulatedClient(world.Secrets, world.Stack.SecretId, world.Nodes, world.Apis.Usage, world.Clock, CallerKind.C6(TimeSpan.FromSeconds(5), TimeSpan.FromHours(12)));
        Assert.True(client.Call("a.com"));
        world.Rotations.Start(world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(15));
        Assert.True(client.Call("a.com"));

        world.Apis.Detach("plan-a", world.Apis.Keys.Single(key => key.Name.EndsWith(World.Token1, StringComparison.Ordinal)).Id);
        for (var second = 0; second < 50; second++)
        {
            world.RunUntil(world.Clock.GetUtcNow().AddSeconds(1));
            Assert.True(client.Call("a.com"));
        }

        Assert.InRange(client.Replays, 1, 51);
    }

    private static string Current(SecretStore secrets) => secrets.AllPresent().Single().VersionOf("AWSCURRENT")!.Id;

    private string Begun(string token, string step)
    {
        _world.Begin(token);
        return step;
    }

    private ApiKeyRecord KeyOf(string token) => _world.ManagedKeys.Single(key => key.Name.EndsWith(token, StringComparison.Ordinal));

    private Task<string> SweepAsync()
    {
        _world.Time.Advance(TimeSpan.FromMinutes(15));
        return _world.SweepAsync();
    }
}
