using Egress.Admin.Tests.Simulation;
using Egress.Emulator.Gateway;
using static Egress.Admin.Tests.Usage.QuotaWorld;

namespace Egress.Admin.Tests.Usage;

/// <summary>Both settlements, in a world whose plans have a quota: a new key has a full one, and must not be left with it.</summary>
public sealed class QuotaCarryTests
{
    [Fact]
    public async Task I7_a_new_key_gets_what_its_predecessor_has_left()
    {
        await using var world = Start(("a.com", Monthly), ("b.org", Monthly));
        Use(world, world.Stack.AnchorKeyId, 400);

        Rotate(world);

        Assert.Equal((600, Limit), (Left(world, "plan-a"), Left(world, "plan-b")));
        Assert.Contains(world.LogLines, line => line.Contains("quotaCarried: yes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("figures at once", 0)]
    [InlineData("F57 figures 35 minutes late", 35)]
    public async Task I7_what_the_predecessor_used_in_its_grace_is_taken_off_an_hour_after_it_was_disabled(string because, int lagMinutes)
    {
        await using var world = Start(TimeSpan.FromMinutes(lagMinutes), ("a.com", Monthly));
        Use(world, world.Stack.AnchorKeyId, 400);
        world.RunUntil(world.Clock.GetUtcNow().AddHours(1));
        Use(world, world.Stack.AnchorKeyId, 20);
        Rotate(world);
        Use(world, world.Stack.AnchorKeyId, 50);
        Use(world, NewKey(world), 30);

        SweepFor(world, TimeSpan.FromMinutes(160));
        Assert.False(world.Apis.FindKey(world.Stack.AnchorKeyId)!.Enabled);
        Assert.True(Left(world, "plan-a") >= 550, because);
        SweepFor(world, TimeSpan.FromMinutes(90));

        Assert.True(Left(world, "plan-a") == Limit - 400 - 20 - 50 - 30, $"{because}: {Left(world, "plan-a")} calls are left");
    }

    [Theory]
    [InlineData("no figure at all", "NotFoundException", 404)]
    [InlineData("a storm of throttling", "TooManyRequestsException", 429)]
    public async Task F57_without_figures_the_rotation_goes_on_and_nothing_is_settled(string because, string error, int status)
    {
        await using var world = Start(("a.com", Monthly));
        Use(world, world.Stack.AnchorKeyId, 400);
        world.Watch = operation => Refuse(operation.Name == "GetUsage", error, status);

        Rotate(world);
        world.Watch = _ => { };
        SweepFor(world, TimeSpan.FromMinutes(250));

        Assert.True(world.Secrets.Present(world.Stack.SecretId).VersionOf("AWSCURRENT")!.Id == World.Token1, because);
        Assert.Equal(Limit, Left(world, "plan-a"));
        Assert.Contains(world.LogLines, line => line.Contains("quotaCarried: no", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F57_with_figures_of_one_plan_the_settlement_is_partial()
    {
        await using var world = Start(("a.com", Monthly), ("b.org", Monthly));
        Use(world, world.Stack.AnchorKeyId, 400);
        var readings = 0;
        world.Watch = operation => Refuse(operation.Name == "GetUsage" && ++readings == 2, "NotFoundException", 404);

        Rotate(world);

        Assert.Equal((600, Limit), (Left(world, "plan-a"), Left(world, "plan-b")));
        Assert.Contains(world.LogLines, line => line.Contains("quotaCarried: partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F58_of_a_plan_without_quota_no_usage_is_written()
    {
        await using var world = Start();
        Use(world, world.Stack.AnchorKeyId, 400);

        Rotate(world);
        Assert.DoesNotContain(world.Calls, call => call.Operation.Name == "GetUsage");

        SweepFor(world, TimeSpan.FromMinutes(250));
        Assert.DoesNotContain(world.Calls, call => call.Operation.Name == "UpdateUsage");
    }

    [Theory]
    [InlineData("the second settlement comes on the next day", 21)]
    [InlineData("the whole rotation is on the next day", 26)]
    public async Task I7_a_new_day_has_its_whole_quota(string because, int hour)
    {
        await using var world = Start(("a.com", new QuotaLimit(Limit, "DAY", 0)));
        world.RunUntil(Midnight(world).AddHours(20));
        Use(world, world.Stack.AnchorKeyId, 400);
        world.RunUntil(Midnight(world).AddHours(hour));
        Rotate(world);
        Use(world, world.Stack.AnchorKeyId, 50);

        world.RunUntil(Midnight(world).AddDays(world.Clock.GetUtcNow().Day == 1 ? 1 : 0));
        SweepFor(world, TimeSpan.FromMinutes(250));

        Assert.True(Left(world, "plan-a") == (hour < 24 ? Limit : Limit - 50), $"{because}: {Left(world, "plan-a")} calls are left");
    }
}
