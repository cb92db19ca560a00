using Microsoft.Extensions.Logging;

namespace Egress.Emulator.ControlPlane;

/// <summary>What a person should hear of rotations that nobody waits for.</summary>
internal static partial class RotationLog
{
    public static void Follow(RotationDriver rotations, ILogger logger) => rotations.Stepped += step =>
    {
        if (step.Outcome == RotationStepOutcome.Failed)
        {
            StepFailed(logger, step.SecretName, step.Step, step.ErrorType ?? "no error type", step.Attempt);
        }
    };

    [LoggerMessage(1, LogLevel.Warning, "Rotation of {Secret}: {Step} failed with {ErrorType} in attempt {Attempt}; the function's own log says why")]
    private static partial void StepFailed(ILogger logger, string secret, string step, string errorType, int attempt);
}
