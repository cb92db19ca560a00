using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Xunit;
using static Egress.Emulator.Tests.ControlPlane.TestRotation;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>What one rotation does, step by step.</summary>
public sealed class RotationRunTests
{
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
}
