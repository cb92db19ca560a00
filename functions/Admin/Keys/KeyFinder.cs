using Egress.Admin.Secrets;

namespace Egress.Admin.Keys;

/// <summary>Finds the key that a version of a secret stands for: the anchor by its id, a managed key by its exact name; either confirmed by its value.</summary>
internal sealed class KeyFinder(KeyStore keys, AdminOptions options)
{
    /// <summary>Null when there is no such key. A key of that name with another value is not ours to touch: refused.</summary>
    public async Task<GatewayKey?> FindAsync(SecretDocument document, CancellationToken cancellationToken)
    {
        if (document.KeyName is null && await keys.GetAsync(options.AnchorKeyId, cancellationToken) is { } anchor && anchor.Value == document.ApiKey)
        {
            return anchor;
        }

        var named = (await FindByNameAsync(document, cancellationToken)).OfType<GatewayKey>().ToArray();
        return Array.Find(named, key => key.Value == document.ApiKey) is { } found
            ? found
            : named.Length == 0
                ? null
                : throw new RefusedException($"{named[0]} has another value than the secret's version for it (fp {named[0].Value?.Fingerprint ?? "none"}, expected {document.ApiKey.Fingerprint}). Somebody made a key of this name by hand: delete that key, then rotate again.");
    }

    /// <summary>The name of the key that has, or would have, the version's value: as the version says; of a version without a name, its own, by which a repair makes the key.</summary>
    public KeyName NameOf(SecretDocument document) => document.KeyName is null
        ? KeyName.Of(options.Stack, document.Consumer, document.VersionId)

        // The name is not quoted: a person who wrote the version may have put anything there, a key too.
        : KeyName.Parse(document.KeyName) ?? throw new RefusedException($"Version {document.VersionId} of the secret has a member keyName that is no name that Admin gives. Put a correct version, or roll back to one.");

    private async Task<GatewayKey?[]> FindByNameAsync(SecretDocument document, CancellationToken cancellationToken)
    {
        var keyName = NameOf(document);
        var candidates = new List<GatewayKey?>();
        foreach (var key in await keys.FindAsync(keyName, cancellationToken))
        {
            candidates.Add(await keys.GetAsync(key.Id, cancellationToken));
        }

        return [.. candidates];
    }
}
