using Egress.Emulator.ControlPlane;
using Xunit;
using static Egress.Emulator.Tests.ControlPlane.TestRotation;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>Which rotations run.</summary>
public sealed class RotationDriverTests
{
    [Fact]
    public async Task A_pending_label_left_behind_refuses_the_next_rotation()
    {
        await using var plane = new TestControlPlane(rotation: new RotationOptions { MaxAttempts = 1 });
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        function.FailNext("setSecret");
        await RotateAsync(plane, arn);
        await plane.Rotations.WhenIdleAsync(arn);

        var second = await plane.SecretAsync("RotateSecret", new() { ["SecretId"] = arn, ["ClientRequestToken"] = Guid.NewGuid().ToString() });

        Assert.Equal("InvalidRequestException", second.ErrorType);
    }

    [Fact]
    public async Task A_schedule_rotates_by_itself_and_counts_from_the_last_rotation()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        plane.Secrets.ScheduleRotation(arn, RotationFunction.Definition.Arn, scheduleExpression: null, automaticallyAfterDays: 30);

        plane.Time.Advance(TimeSpan.FromDays(29));
        Assert.Empty(function.Steps);
        plane.Time.Advance(TimeSpan.FromDays(1));
        await plane.Rotations.WhenIdleAsync(arn);

        Assert.Equal(AllSteps, function.Steps);
        var rotation = plane.Secrets.Present(arn).Rotation!;
        Assert.Equal(plane.Time.GetUtcNow(), rotation.LastRotatedDate);
        Assert.Equal(plane.Time.GetUtcNow().AddDays(30), rotation.Next!.Value.Start);
    }

    [Fact]
    public async Task A_cancelled_rotation_stops_and_is_switched_off()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        function.FailNext("setSecret");
        var failed = WaitForStep(plane, RotationStepOutcome.Failed);
        await RotateAsync(plane, arn);
        await failed;

        var answer = await plane.SecretAsync("CancelRotateSecret", new() { ["SecretId"] = arn });
        Assert.False(await plane.Rotations.WhenIdleAsync(arn));

        Assert.Equal(Token, answer.Text("VersionId"));
        Assert.Equal(["createSecret", "setSecret"], function.Steps);
        Assert.False(plane.Secrets.Present(arn).Rotation!.IsEnabled);
    }

    [Theory]
    [InlineData("no function was ever given", null, "InvalidRequestException")]
    [InlineData("the function does not exist", "arn:aws:lambda:us-east-1:123456789012:function:nobody", "AccessDeniedException")]
    public async Task A_rotation_without_a_function_is_refused(string because, string? functionArn, string errorType)
    {
        await using var plane = new TestControlPlane();
        var arn = NewSecret(plane);

        var answer = await plane.SecretAsync("RotateSecret", new() { ["SecretId"] = arn, ["ClientRequestToken"] = Token, ["RotationLambdaARN"] = functionArn });

        Assert.True(answer.ErrorType == errorType, because);
        Assert.Null(plane.Secrets.Present(arn).VersionOf("AWSPENDING"));
    }
}
