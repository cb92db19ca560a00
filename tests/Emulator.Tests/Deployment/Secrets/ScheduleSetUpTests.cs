using Egress.Emulator.ControlPlane;
using Egress.Emulator.Deployment.Secrets;
using Egress.Emulator.Tests.ControlPlane;
using Xunit;
using static Egress.Emulator.Tests.ControlPlane.TestRotation;

namespace Egress.Emulator.Tests.Deployment.Secrets;

/// <summary>What Secrets Manager does when a schedule is set up.</summary>
public sealed class ScheduleSetUpTests
{
    [Theory]
    [InlineData("RotateImmediatelyOnUpdate is false: the configuration is tried", false, "testSecret")]
    [InlineData("RotateImmediatelyOnUpdate is true, the default: the secret is rotated", true, "createSecret setSecret testSecret finishSecret")]
    public async Task A_schedule_is_tested_or_rotates_at_once(string because, bool rotatesImmediately, string steps)
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        plane.Secrets.ScheduleRotation(arn, RotationFunction.Definition.Arn, scheduleExpression: null, automaticallyAfterDays: 30);

        var notes = ScheduleSetUp.Start([new RotationSchedule(arn, RotationFunction.Definition.Arn, rotatesImmediately)], plane.Rotations);
        Assert.True(await plane.Rotations.WhenIdleAsync(arn));

        Assert.Empty(notes);
        Assert.True(steps == string.Join(' ', function.Steps), because);
        Assert.Null(plane.Secrets.Present(arn).VersionOf("AWSPENDING"));
        Assert.Equal(rotatesImmediately, plane.Secrets.Read(arn, "AWSCURRENT") != "first");
        Assert.Equal(plane.Time.GetUtcNow().AddDays(30), plane.Secrets.Present(arn).Rotation!.Next!.Value.Start);
    }

    [Fact]
    public async Task The_test_sees_the_value_in_force_and_leaves_no_version_behind()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        plane.Secrets.ScheduleRotation(arn, RotationFunction.Definition.Arn, scheduleExpression: null, automaticallyAfterDays: 30);
        var pending = "";
        plane.Rotations.Stepped += step => pending = step.Outcome == RotationStepOutcome.Started ? plane.Secrets.Read(arn, "AWSPENDING") : pending;

        ScheduleSetUp.Start([new RotationSchedule(arn, RotationFunction.Definition.Arn, RotatesImmediately: false)], plane.Rotations);
        await plane.Rotations.WhenIdleAsync(arn);

        Assert.Equal(["testSecret"], function.Steps);
        Assert.Equal("first", pending);
        Assert.Single(plane.Secrets.Present(arn).Versions);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rotation_that_is_asked_for_ends_the_test()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        plane.Secrets.ScheduleRotation(arn, RotationFunction.Definition.Arn, scheduleExpression: null, automaticallyAfterDays: 30);
        function.FailNext("testSecret");
        var failed = WaitForStep(plane, RotationStepOutcome.Failed);
        ScheduleSetUp.Start([new RotationSchedule(arn, RotationFunction.Definition.Arn, RotatesImmediately: false)], plane.Rotations);
        await failed; // the test waits for its next attempt, AWSPENDING is on its version

        var answer = await plane.SecretAsync("RotateSecret", new() { ["SecretId"] = arn, ["ClientRequestToken"] = Token });
        Assert.True(await plane.Rotations.WhenIdleAsync(arn));

        Assert.Equal(200, answer.Status);
        Assert.Equal(["testSecret", .. AllSteps], function.Steps);
        Assert.Equal($"value of {Token}", plane.Secrets.Read(arn, "AWSCURRENT"));
        Assert.Equal(2, plane.Secrets.Present(arn).Versions.Count);
    }

    [Fact]
    public async Task A_rotation_that_cannot_start_is_a_note()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        plane.Secrets.ScheduleRotation(arn, RotationFunction.Definition.Arn + "-gone", scheduleExpression: null, automaticallyAfterDays: 30);

        var note = Assert.Single(ScheduleSetUp.Start([new RotationSchedule(arn, RotationFunction.Definition.Arn + "-gone", RotatesImmediately: false)], plane.Rotations));

        Assert.StartsWith($"The rotation of {arn} could not be tested (AccessDeniedException: ", note, StringComparison.Ordinal);
        Assert.Empty(function.Steps);
    }
}
