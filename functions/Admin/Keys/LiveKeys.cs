using Egress.Admin.Secrets;

namespace Egress.Admin.Keys;

/// <summary>The keys that a caller of one consumer may hold at this moment.</summary>
internal sealed class LiveKeys(SecretStore secrets, KeyStore keys, KeyFinder finder, AdminOptions options)
{
    /// <summary>The current key, the pending one, and every key in its grace: all that are enabled, the anchor left out if it is not the current one.</summary>
    public async Task<IReadOnlyList<GatewayKey>> ReadAsync(SecretState secret, CancellationToken cancellationToken)
    {
        var current = secret.VersionOf(Label.Current) is { } version ? await secrets.ReadAsync(secret.Id, version, cancellationToken) : null;
        var currentKey = current is null ? null : await finder.FindAsync(current.Document, cancellationToken);
        if (currentKey is null)
        {
            throw new RefusedException($"No key has the value that {Label.Current} of secret {secret.Id} names (fp {current?.Document.ApiKey.Fingerprint ?? "none"}). Roll back to a version whose key exists, or rotate.");
        }

        var others = (await ManagedAsync(secret.Consumer!, cancellationToken)).Where(key => key.IsEnabled && key.Id != currentKey.Id);
        return [currentKey, .. others];
    }

    /// <summary>Every key that Admin made for the consumer, enabled or not.</summary>
    public async Task<IReadOnlyList<GatewayKey>> ManagedAsync(string consumer, CancellationToken cancellationToken) =>
        [.. (await keys.ListAsync(KeyName.PrefixOf(options.Stack, consumer), cancellationToken)).Where(key => key.Id != options.AnchorKeyId)];

    /// <summary>Every key that Admin made for this stack, also one whose tags a hand took away.</summary>
    public async Task<IReadOnlyList<GatewayKey>> ManagedAsync(CancellationToken cancellationToken) =>
        [.. (await keys.ListAsync(KeyName.PrefixOf(options.Stack), cancellationToken)).Where(key => key.Id != options.AnchorKeyId && KeyName.Parse(key.Name) is not null && key.Tags.GetValueOrDefault(Tag.Stack, options.Stack) == options.Stack)];
}
