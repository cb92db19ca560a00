using Egress.Admin.Secrets;

namespace Egress.Admin.Keys;

/// <summary>
/// Finds the key that a version of a secret stands for: the anchor by its id, a managed key by its exact name; either confirmed by its value.
/// A value that a person put under a version of its own is found with whichever of the consumer's keys has it.
/// </summary>
internal sealed class KeyFinder(KeyStore keys, AdminOptions options)
{
    /// <summary>Every key that Admin made for a consumer, in one call: for a step that looks for more than one of them.</summary>
    public async Task<KnownKeys> ReadAsync(string consumer, CancellationToken cancellationToken) =>
        new(await keys.ListWithValuesAsync(KeyName.PrefixOf(options.Stack, consumer), cancellationToken));

    /// <summary>Null when there is no such key. A key of that name with another value is not ours to touch: refused.</summary>
    public Task<GatewayKey?> FindAsync(SecretDocument document, CancellationToken cancellationToken) => FindAsync(document, null, cancellationToken);

    /// <summary>The same, among keys that were read a moment ago.</summary>
    public async Task<GatewayKey?> FindAsync(SecretDocument document, KnownKeys? known, CancellationToken cancellationToken)
    {
        if (document.KeyName is null && await keys.GetAsync(options.AnchorKeyId, cancellationToken) is { } anchor && anchor.Value == document.ApiKey)
        {
            return anchor;
        }

        var name = NameOf(document);
        var own = (known ?? await ReadAsync(document.Consumer, cancellationToken)).Keys;
        GatewayKey[] named = [.. own.Where(key => key.Name == name.ToString())]; // names are not unique
        return (Array.Find(named, key => key.Value == document.ApiKey) ?? own.FirstOrDefault(key => key.Value == document.ApiKey && KeyName.Parse(key.Name) is not null)) is { } found
            ? found
            : named.Length == 0
                ? null
                : throw new RefusedException($"{named[0]} has another value than the secret's version for it (fp {named[0].Value?.Fingerprint ?? "none"}, expected {document.ApiKey.Fingerprint}). Somebody made a key of this name by hand: delete that key, then rotate again.");
    }

    /// <summary>The name of the key that has, or would have, the version's value: as the version says; of a version without a name, its own, by which a repair makes the key.</summary>
    public KeyName NameOf(SecretDocument document) => document.KeyName is null
        ? KeyName.Of(options.Stack, document.Consumer, document.VersionId)

        // The name is not quoted: a person who wrote the version may have put anything there, a key too.
        : KeyName.Parse(document.KeyName) is { } name && name.Stack == options.Stack && name.Consumer == document.Consumer
            ? name
            : throw new RefusedException($"Version {document.VersionId} of the secret has a member keyName that is no name that Admin gives to a key of {document.Consumer}. Put a correct version, or roll back to one.");
}
