using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Rotation;

/// <summary>The four steps in order, against the control plane over a real socket.</summary>
public sealed class WholeRotationTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_next_generation_is_current_and_both_keys_open_every_upstream()
    {
        var before = _world.CurrentValue;

        await _world.RotateAsync(World.Token1);

        Assert.NotEqual(before, _world.CurrentValue);
        Assert.Equal(before, _world.ValueUnder("AWSPREVIOUS"));
        Assert.True(_world.OpensAll(before) && _world.OpensAll(_world.CurrentValue));
    }

    [Fact]
    public async Task The_value_is_stored_before_any_key_has_it()
    {
        await _world.RotateAsync(World.Token1);

        var calls = _world.Calls.ToList();
        Assert.InRange(calls.IndexOf("PutSecretValue"), 0, calls.IndexOf("CreateApiKey") - 1);
        Assert.InRange(calls.LastIndexOf("Invoke"), calls.LastIndexOf("CreateUsagePlanKey"), calls.IndexOf("UpdateSecretVersionStage"));
    }

    [Fact]
    public async Task No_step_destroys_anything()
    {
        await _world.RotateAsync(World.Token1);

        Assert.DoesNotContain(_world.Calls, call => call.StartsWith("Delete", StringComparison.Ordinal));
        Assert.All(_world.Apis.Keys, key => Assert.True(key.Enabled));
    }

    [Fact]
    public async Task The_new_key_is_named_tagged_and_proved_and_the_old_one_has_its_grace()
    {
        await _world.RotateAsync(World.Token1);

        var made = Assert.Single(_world.ManagedKeys);
        Assert.Equal("egress/prod/app/" + World.Token1, made.Name);
        Assert.Equal(("prod", "app", World.Token1, "rotate"), (made.Tags["egress:stack"], made.Tags["egress:consumer"], made.Tags["egress:version"], made.Tags["egress:origin"]));
        Assert.NotNull(Stamps.Parse(made.Description).Proved);
        Assert.Equal(_world.Time.GetUtcNow().AddDays(1), Stamps.Parse(_world.Apis.FindKey(_world.AnchorKeyId)!.Description).RetireAfter!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Two_rotations_count_two_generations_and_give_the_first_key_its_grace()
    {
        await _world.RotateAsync(World.Token1);
        await _world.RotateAsync(World.Token2);

        Assert.Contains("\"generation\":2", _world.Secrets.Read(_world.SecretId, "AWSCURRENT"), StringComparison.Ordinal);
        Assert.NotNull(Stamps.Parse(_world.ManagedKeys.Single(key => key.Name.EndsWith(World.Token1, StringComparison.Ordinal)).Description).RetireAfter);
        Assert.All(_world.Apis.Keys, key => Assert.True(_world.OpensAll(key.Value)));
    }

    [Fact]
    public async Task AWSPENDING_is_nowhere_afterwards()
    {
        await _world.RotateAsync(World.Token1);

        Assert.Null(_world.ValueUnder("AWSPENDING"));
    }

    [Fact]
    public async Task F59_no_value_is_in_any_log_tag_description_name_or_payload()
    {
        var before = _world.CurrentValue;

        await _world.RotateAsync(World.Token1);

        var sinks = _world.LogLines.Concat(_world.Probe.Payloads).Concat(_world.Apis.Keys.SelectMany(key => key.Tags.Values.Append(key.Description).Append(key.Name).OfType<string>()));
        Assert.DoesNotContain(sinks, text => text.Contains(before, StringComparison.Ordinal) || text.Contains(_world.CurrentValue, StringComparison.Ordinal));
        Assert.NotEmpty(_world.LogLines);
    }

    [Fact]
    public async Task Every_step_leaves_one_line_of_audit()
    {
        await _world.RotateAsync(World.Token1);

        Assert.Equal(["CreateSecret", "SetSecret", "TestSecret", "FinishSecret"], _world.LogLines.Select(line => line.Split("action=")[1].Split(' ')[0]));
        Assert.All(_world.LogLines, line => Assert.Contains("actor=rotation", line, StringComparison.Ordinal));
        Assert.All(_world.LogLines, line => Assert.Contains($"consumer=app fp={new Egress.Probe.Contract.ApiKey(_world.CurrentValue).Fingerprint}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_step_leaves_an_alarm()
    {
        _world.Begin(World.Token1);

        await Assert.ThrowsAsync<RefusedException>(() => _world.StepAsync("setSecret", World.Token1));

        Assert.StartsWith("Warning alarm actor=rotation action=SetSecret consumer=app", Assert.Single(_world.LogLines), StringComparison.Ordinal);
    }
}
