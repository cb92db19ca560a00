using System.Text.Json.Serialization;

namespace Egress.Admin.Rotation;

/// <summary>What Secrets Manager sends for each step of a rotation.</summary>
internal sealed record RotationEvent
{
    [JsonRequired]
    public required string Step { get; init; }

    [JsonRequired]
    public required string SecretId { get; init; }

    /// <summary>Also the id of the new version.</summary>
    [JsonRequired]
    public required string ClientRequestToken { get; init; }

    /// <summary>Must be handed to PutSecretValue where it is present.</summary>
    public string? RotationToken { get; init; }

    /// <summary>Admin itself drives the steps, in place of a value that is revoked. Never read from an event.</summary>
    [JsonIgnore]
    public bool IsOwn { get; init; }
}
