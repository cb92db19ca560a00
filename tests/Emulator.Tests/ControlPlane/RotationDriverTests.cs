using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

public sealed class RotationDriverTests
{
    private const string Token = "11111111-2222-3333-4444-555555555555";
    private static readonly string[] AllSteps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    [Fact]
    public async Task A_rotation_is_four_invocations_in_order_and_leaves_no_pending_label()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));

        var answer = await RotateAsync(plane, arn);
        Assert.True(await plane.Rotations.WhenIdleAsync(arn));

        Assert.Equal(Token, answer.Text("VersionId"));
        Assert.Equal(AllSteps, function.Steps);
        Assert.All(function.Events, input => Assert.Equal((arn, Token), ((string)input["SecretId"]!, (string)input["ClientRequestToken"]!)));
        Assert.Equal($"value of {Token}", plane.Secrets.Read(arn, "AWSCURRENT"));
        Assert.Equal("first", plane.Secrets.Read(arn, "AWSPREVIOUS"));
        Assert.Null(plane.Secrets.Present(arn).VersionOf("AWSPENDING"));
    }

    [Fact]
    public async Task Before_the_first_step_the_pending_label_sits_on_a_version_without_value()
    {
        await using var plane = new TestControlPlane(rotation: new RotationOptions { MaxAttempts = 1 });
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        function.FailNext("createSecret");

        await RotateAsync(plane, arn);
        Assert.False(await plane.Rotations.WhenIdleAsync(arn));

        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = arn });
        Assert.Equal("AWSPENDING", (string?)described.Json["VersionIdsToStages"]![Token]![0]);
        var value = await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = arn, ["VersionStage"] = "AWSPENDING" });
        Assert.Equal("ResourceNotFoundException", value.ErrorType);
    }

    [Fact]
    public async Task A_failed_step_repeats_the_whole_rotation_after_the_spacing_with_the_same_token()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        function.FailNext("testSecret");
        var failed = WaitForStep(plane, RotationStepOutcome.Failed);

        await RotateAsync(plane, arn);
        await failed;
        await AdvanceUntilIdleAsync(plane, arn, TimeSpan.FromMinutes(1));

        Assert.Equal(["createSecret", "setSecret", "testSecret", .. AllSteps], function.Steps);
        Assert.Single(function.Events.Select(input => (string)input["ClientRequestToken"]!).Distinct());
    }

    [Fact]
    public async Task With_new_tokens_each_attempt_has_its_own_pending_version()
    {
        await using var plane = new TestControlPlane(rotation: new RotationOptions { RetriesKeepToken = false });
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));
        function.FailNext("testSecret");
        var failed = WaitForStep(plane, RotationStepOutcome.Failed);

        await RotateAsync(plane, arn);
        await failed;
        await AdvanceUntilIdleAsync(plane, arn, TimeSpan.FromMinutes(1));

        Assert.Equal(2, function.Events.Select(input => (string)input["ClientRequestToken"]!).Distinct().Count());
        Assert.NotEqual($"value of {Token}", plane.Secrets.Read(arn, "AWSCURRENT"));
    }

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
    public async Task Not_immediately_means_only_the_test_step_and_no_trace_of_a_version()
    {
        await using var plane = new TestControlPlane();
        var (function, arn) = (new RotationFunction(plane), NewSecret(plane));

        await plane.SecretAsync("RotateSecret", new()
        {
            ["SecretId"] = arn,
            ["ClientRequestToken"] = Token,
            ["RotationLambdaARN"] = RotationFunction.Definition.Arn,
            ["RotateImmediately"] = false,
            ["RotationRules"] = new JsonObject { ["AutomaticallyAfterDays"] = 30 },
        });
        await plane.Rotations.WhenIdleAsync(arn);

        Assert.Equal(["testSecret"], function.Steps);
        Assert.Equal("first", plane.Secrets.Read(arn, "AWSCURRENT"));
        Assert.Single(plane.Secrets.Present(arn).Versions);
        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = arn });
        Assert.True((bool)described.Json["RotationEnabled"]!);
        Assert.Null(described.Json["LastRotatedDate"]);
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
    public async Task The_timeline_reports_start_and_end_of_each_step_and_no_value()
    {
        await using var plane = new TestControlPlane();
        var (_, arn) = (new RotationFunction(plane), NewSecret(plane));
        var timeline = new List<RotationStep>();
        plane.Rotations.Stepped += timeline.Add;

        await RotateAsync(plane, arn);
        await plane.Rotations.WhenIdleAsync(arn);

        Assert.Equal(AllSteps.SelectMany(step => new[] { (step, RotationStepOutcome.Started), (step, RotationStepOutcome.Succeeded) }), timeline.Select(line => (line.Step, line.Outcome)));
        Assert.DoesNotContain(timeline, line => line.ToString().Contains("value of", StringComparison.Ordinal));
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

    private static string NewSecret(TestControlPlane plane) => plane.Secrets.Create("egress/app", "first", null, new Dictionary<string, string>());

    private static Task<TestAnswer> RotateAsync(TestControlPlane plane, string arn) =>
        plane.SecretAsync("RotateSecret", new() { ["SecretId"] = arn, ["ClientRequestToken"] = Token, ["RotationLambdaARN"] = RotationFunction.Definition.Arn });

    private static Task WaitForStep(TestControlPlane plane, RotationStepOutcome outcome)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        plane.Rotations.Stepped += line =>
        {
            if (line.Outcome == outcome)
            {
                seen.TrySetResult();
            }
        };
        return seen.Task;
    }

    /// <summary>The driver sets its timer at a moment of its own, so time moves until it has fired.</summary>
    private static async Task AdvanceUntilIdleAsync(TestControlPlane plane, string arn, TimeSpan by)
    {
        var idle = plane.Rotations.WhenIdleAsync(arn);
        while (!idle.IsCompleted)
        {
            plane.Time.Advance(by);
            await Task.Yield();
        }

        Assert.True(await idle);
    }
}
