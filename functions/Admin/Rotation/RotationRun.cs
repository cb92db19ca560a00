using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>One admitted step: the secret as the guard saw it, and the version that is to become current.</summary>
internal sealed record RotationRun
{
    public required SecretState Secret { get; init; }
    public required string Consumer { get; init; }
    public required KeyName KeyName { get; init; }

    /// <summary>The version is AWSCURRENT already.</summary>
    public bool IsOver { get; init; }

    public required RotationEvent Event { get; init; }
    public string Token => KeyName.Token;
    public string SecretId => Secret.Id;

    public string CurrentVersion => Secret.VersionOf(Label.Current)
        ?? throw new RefusedException($"Secret {SecretId} has no version labelled {Label.Current}; expected the value that callers use now. Label one, or issue the consumer anew.");
}
