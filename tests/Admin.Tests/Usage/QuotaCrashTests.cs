using Egress.Admin.Tests.Simulation;
using Egress.Emulator.Gateway;
using static Egress.Admin.Tests.Usage.QuotaWorld;

namespace Egress.Admin.Tests.Usage;

/// <summary>Settlements that are cut off, at each of their calls and in each way.</summary>
public sealed class QuotaCrashTests
{
    [Theory]
    [InlineData(CallFate.KilledBefore)]
    [InlineData(CallFate.AnswerLost)]
    [InlineData(CallFate.KilledAfter)]
    public async Task F5_cut_off_at_any_reading_of_usage_the_quota_is_carried_over_once(CallFate fate)
    {
        for (var reading = 0; reading < 4; reading++)
        {
            await using var world = Start(("a.com", Monthly), ("b.org", Monthly));
            Use(world, world.Stack.AnchorKeyId, 400);
            CutOff(world, HttpMethod.Get, reading, fate);

            Rotate(world);

            Assert.Equal((600, Limit), (Left(world, "plan-a"), Left(world, "plan-b")));
        }
    }

    [Theory]
    [InlineData(CallFate.KilledBefore)]
    [InlineData(CallFate.AnswerLost)]
    [InlineData(CallFate.KilledAfter)]
    public async Task F6_cut_off_at_the_first_settlements_write_it_is_repeated_and_raises_nothing(CallFate fate)
    {
        await using var world = Start(("a.com", Monthly), ("b.org", Monthly));
        Use(world, world.Stack.AnchorKeyId, 400);
        CutOff(world, HttpMethod.Patch, 0, fate);

        world.Rotations.Start(world.Stack.SecretId, World.Token1, null, null, isImmediate: true);
        world.RunUntil(world.Clock.GetUtcNow().AddSeconds(20)); // the next try comes after 30
        if (fate == CallFate.KilledAfter)
        {
            world.Apis.Usage.SetRemaining("plan-a", NewKey(world), Monthly, 100); // by somebody who had a reason
        }

        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(10));

        Assert.Equal(World.Token1, world.Secrets.Present(world.Stack.SecretId).VersionOf("AWSCURRENT")!.Id);
        Assert.Equal((fate == CallFate.KilledAfter ? 100 : 600, Limit), (Left(world, "plan-a"), Left(world, "plan-b")));
    }

    [Theory]
    [InlineData(CallFate.KilledBefore)]
    [InlineData(CallFate.AnswerLost)]
    [InlineData(CallFate.KilledAfter)]
    public async Task F6_cut_off_at_the_second_settlements_write_the_target_that_was_stamped_counts(CallFate fate)
    {
        await using var world = Start(("a.com", Monthly));
        Use(world, world.Stack.AnchorKeyId, 400);
        Rotate(world);
        Use(world, world.Stack.AnchorKeyId, 50);
        CutOff(world, HttpMethod.Patch, 0, fate);

        SweepFor(world, TimeSpan.FromMinutes(250));

        Assert.Equal(Limit - 400 - 50, Left(world, "plan-a"));
    }

    [Fact]
    public async Task I7_a_step_that_is_tried_again_after_midnight_does_not_take_yesterdays_use_off()
    {
        await using var world = Start(("a.com", new QuotaLimit(Limit, "DAY", 0)));
        world.RunUntil(Midnight(world).AddHours(23).AddMinutes(59).AddSeconds(45));
        Use(world, world.Stack.AnchorKeyId, Limit);
        CutOff(world, HttpMethod.Patch, 0, CallFate.KilledBefore);

        Rotate(world);

        Assert.Equal((2, World.Token1), (world.Clock.GetUtcNow().Day, world.Secrets.Present(world.Stack.SecretId).VersionOf("AWSCURRENT")!.Id));
        Assert.Equal(Limit, Left(world, "plan-a"));
    }

    [Theory]
    [InlineData("by the key's id", false)]
    [InlineData("by the key's value", true)]
    public async Task N21_usage_is_read_however_its_entry_is_named_and_no_value_is_told(string because, bool isByValue)
    {
        await using var world = Start(("a.com", Monthly));
        var value = world.ValueUnder("AWSCURRENT")!;
        world.Wire.Rewrite = (request, text) => isByValue && IsUsage(request) ? text.Replace(world.Stack.AnchorKeyId, value, StringComparison.Ordinal) : text;
        Use(world, world.Stack.AnchorKeyId, 400);

        Rotate(world);
        var (answer, failure) = world.Do(new() { ["action"] = "usage", ["consumer"] = World.Consumer });

        Assert.True(failure is null && Left(world, "plan-a") == 600, because);
        Assert.Equal(400, (long)answer!["usage"]!.AsArray().Single()!["calls"]!);
        new Invariants(world).CheckSecrecy();
    }
}
