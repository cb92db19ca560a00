using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Rotation;

/// <summary>F1 to F12: the rotation of one consumer with two grants is cut off at each of its calls, in each way, and tried again.</summary>
public sealed class CrashTests
{
    private const int MostTries = 4;

    [Theory]
    [InlineData(CallFate.KilledBefore)]
    [InlineData(CallFate.AnswerLost)]
    [InlineData(CallFate.KilledAfter)]
    public async Task Tried_again_with_the_same_token_it_ends_as_if_nothing_had_happened(CallFate fate)
    {
        var calls = await CallsOfARotationAsync();
        for (var call = 0; call < calls; call++)
        {
            await using var world = await World.StartAsync();
            var before = world.CurrentValue;
            var first = world.Wire.Sent;
            world.Wire.Fate = number => number == first + call ? fate : CallFate.Served;
            world.Begin(World.Token1);

            await TryAsync(world, World.Token1);

            AssertRotated(world, before, $"{fate} at call {call}: {string.Join(", ", world.Calls)}");
        }
    }

    [Theory]
    [InlineData(CallFate.KilledBefore)]
    [InlineData(CallFate.KilledAfter)]
    public async Task Tried_again_with_a_new_token_nobody_loses_access(CallFate fate)
    {
        var calls = await CallsOfARotationAsync();
        for (var call = 0; call < calls; call++)
        {
            await using var world = await World.StartAsync();
            var before = world.CurrentValue;
            var first = world.Wire.Sent;
            world.Wire.Fate = number => number == first + call ? fate : CallFate.Served;
            world.Begin(World.Token1);
            await OnceAsync(world, World.Token1);

            world.Begin(World.Token2);
            await TryAsync(world, World.Token2);

            Assert.True(world.OpensAll(before) && world.OpensAll(world.CurrentValue) && before != world.CurrentValue, $"{fate} at call {call}");
            Assert.All(world.ManagedKeys, key => Assert.NotNull(world.Secrets.Present(world.SecretId).Version(KeyName.Parse(key.Name)!.Value.Token)?.Value));
        }
    }

    [Fact]
    public async Task F13_the_same_rotation_twice_at_once_makes_one_key()
    {
        await using var world = await World.StartAsync();
        var before = world.CurrentValue;
        world.Begin(World.Token1);

        foreach (var step in (string[])["createSecret", "setSecret", "testSecret", "finishSecret"])
        {
            await Task.WhenAll(world.StepAsync(step, World.Token1), world.StepAsync(step, World.Token1));
        }

        AssertRotated(world, before, "twice at once");
    }

    [Fact]
    public async Task I5_every_step_again_after_the_end_changes_nothing()
    {
        await using var world = await World.StartAsync();
        var before = world.CurrentValue;
        await world.RotateAsync(World.Token1);
        var grace = Stamps.Parse(world.Apis.FindKey(world.AnchorKeyId)!.Description).RetireAfter;
        world.Calls.Clear();

        world.Time.Advance(TimeSpan.FromHours(5));
        await world.RunStepsAsync(World.Token1);

        AssertRotated(world, before, "again");
        Assert.DoesNotContain(world.Calls, call => call.StartsWith("Create", StringComparison.Ordinal) || call.StartsWith("Update", StringComparison.Ordinal) || call.StartsWith("Put", StringComparison.Ordinal));
        Assert.Equal(grace, Stamps.Parse(world.Apis.FindKey(world.AnchorKeyId)!.Description).RetireAfter);
    }

    private static async Task TryAsync(World world, string token)
    {
        for (var tries = 0; tries < MostTries && !await OnceAsync(world, token); tries++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task<bool> OnceAsync(World world, string token)
    {
        try
        {
            await world.RunStepsAsync(token);
            return true;
        }
        catch (Exception failure) when (failure is CrashException or RefusedException or CallFailedException)
        {
            return false;
        }
    }

    private static async Task<int> CallsOfARotationAsync()
    {
        await using var world = await World.StartAsync();
        await world.RotateAsync(World.Token1);
        return world.Wire.Sent;
    }

    private static void AssertRotated(World world, string before, string when)
    {
        var made = Assert.Single(world.ManagedKeys);
        Assert.True(world.CurrentValue == made.Value && world.ValueUnder("AWSPREVIOUS") == before, when);
        Assert.True(world.OpensAll(before) && world.OpensAll(made.Value), when);
        Assert.True(world.Apis.PlansOf(made.Id).Count == World.Upstreams.Length, when);
        Assert.True(world.Secrets.Read(world.SecretId, "AWSPENDING") is null, when);
        Assert.True(Stamps.Parse(world.Apis.FindKey(world.AnchorKeyId)!.Description).RetireAfter is not null, when);
        Assert.DoesNotContain(world.Calls, call => call.StartsWith("Delete", StringComparison.Ordinal));
        Assert.All(world.Apis.Keys, key => Assert.True(key.Enabled));
    }
}
