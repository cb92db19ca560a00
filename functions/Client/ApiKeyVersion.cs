namespace Egress.Client;

/// <summary>A key and the version of the secret that holds it. Prints the key's fingerprint and the version id only.</summary>
/// <param name="Key">The key.</param>
/// <param name="VersionId">The version's id in its store; a new key has a new one.</param>
public sealed record ApiKeyVersion(ApiKey Key, string VersionId)
{
    /// <summary>The key's fingerprint and the version id.</summary>
    public override string ToString() => $"{Key.Fingerprint} ({VersionId})";
}
