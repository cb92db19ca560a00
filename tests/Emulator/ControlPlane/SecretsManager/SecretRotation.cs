namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>How and when a secret is rotated.</summary>
internal sealed record SecretRotation
{
    public required string FunctionArn { get; init; }
    public required RotationRules Rules { get; init; }
    public required bool IsEnabled { get; init; }
    public DateTimeOffset? LastRotatedDate { get; init; }

    /// <summary>The window of the next rotation; null when no schedule was given.</summary>
    public RotationWindow? Next { get; init; }
}
