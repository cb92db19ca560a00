using Egress.Emulator.ControlPlane;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>A rotation as the tests ask for it and wait for it.</summary>
internal static class TestRotation
{
    public const string Token = "11111111-2222-3333-4444-555555555555";
    public static readonly string[] AllSteps = ["createSecret", "setSecret", "testSecret", "finishSecret"];

    public static string NewSecret(TestControlPlane plane) => plane.Secrets.Create("egress/app", "first", null, new Dictionary<string, string>());

    public static Task<TestAnswer> RotateAsync(TestControlPlane plane, string arn) =>
        plane.SecretAsync("RotateSecret", new() { ["SecretId"] = arn, ["ClientRequestToken"] = Token, ["RotationLambdaARN"] = RotationFunction.Definition.Arn });

    public static Task WaitForStep(TestControlPlane plane, RotationStepOutcome outcome)
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
    public static async Task AdvanceUntilIdleAsync(TestControlPlane plane, string arn, TimeSpan by)
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
