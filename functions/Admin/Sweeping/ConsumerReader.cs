using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Sweeping;

/// <summary>Makes the facts of each consumer out of the inventory. It reads a value only where labels and names do not tell.</summary>
internal sealed class ConsumerReader(SecretStore secrets, KeyStore keys, KeyFinder finder, AdminOptions options)
{
    /// <summary>Every consumer that has a secret or a key.</summary>
    public async IAsyncEnumerable<ConsumerFacts> ReadAsync(Inventory inventory, string? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var keysByConsumer = inventory.Managed.ToLookup(key => KeyName.Parse(key.Name)!.Value.Consumer, StringComparer.Ordinal);
        var secretsByConsumer = inventory.Secrets.ToLookup(secret => secret.Consumer!, StringComparer.Ordinal);
        var consumers = secretsByConsumer.Select(group => group.Key).Union(keysByConsumer.Select(group => group.Key)).Append(options.Consumer).Distinct(StringComparer.Ordinal);
        foreach (var consumer in consumers.Where(name => only is null || name == only).Order(StringComparer.Ordinal))
        {
            yield return await TryReadAsync(inventory, consumer, secretsByConsumer[consumer].FirstOrDefault(), [.. keysByConsumer[consumer]], cancellationToken);
        }
    }

    // A secret that cannot be read is its consumer's trouble: the others must not wait for it.
    private async Task<ConsumerFacts> TryReadAsync(Inventory inventory, string consumer, SecretState? secret, GatewayKey[] managed, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(inventory, consumer, secret, managed, cancellationToken);
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            return new ConsumerFacts { Name = consumer, Problems = [$"{failure.Message} Nothing of it is touched"] };
        }
    }

    private async Task<ConsumerFacts> ReadAsync(Inventory inventory, string consumer, SecretState? secret, GatewayKey[] managed, CancellationToken cancellationToken)
    {
        var granted = Granted(inventory, consumer, secret);
        var (current, problem, keyless) = secret is null or { IsDeleted: true } ? (null, null, null) : await FindCurrentAsync(secret, managed, inventory.Anchor, cancellationToken);
        var all = consumer == options.Consumer && inventory.Anchor is { } anchor ? managed.Append(anchor) : managed;
        var facts = new List<KeyFacts>();
        foreach (var key in all)
        {
            facts.Add(new KeyFacts
            {
                Key = key,
                Role = key.Id == current ? KeyRole.Current : IsPending(secret, key) ? KeyRole.Pending : KeyRole.Superseded,
                IsAnchor = key.Id == options.AnchorKeyId,
                HasTag = key.Tags.ContainsKey(Tag.Stack),
                IsRevoked = await IsRevokedAsync(secret, key, cancellationToken),
                Attached = inventory.PlansOf(key.Id),
                Granted = granted?.Select(plan => plan.Id).ToHashSet(),
            });
        }

        return new ConsumerFacts { Name = consumer, Secret = secret, Keys = facts, Granted = granted, Problems = problem is null ? [] : [problem], Keyless = keyless };
    }

    private static bool IsPending(SecretState? secret, GatewayKey key) => secret?.PendingVersion is { } pending && KeyName.Parse(key.Name)?.Token == pending;

    // The key that is named after the current version is the current one; otherwise the version itself tells.
    private async Task<(string? KeyId, string? Problem, SecretVersion? Keyless)> FindCurrentAsync(SecretState secret, GatewayKey[] managed, GatewayKey? anchor, CancellationToken cancellationToken)
    {
        if (secret.VersionOf(Label.Current) is not { } version)
        {
            return (null, $"no version bears {Label.Current}", null);
        }

        if (Array.Find(managed, key => KeyName.Parse(key.Name)!.Value.Token == version) is { } named)
        {
            return (named.Id, null, null);
        }

        try
        {
            return await secrets.ReadAsync(secret.Id, version, cancellationToken) is not { } current
                ? (null, $"version {version} has no value", null)
                : current.Document.KeyName is null && anchor?.Value == current.Document.ApiKey ? (anchor.Id, null, null) // read with the inventory
                : await finder.FindAsync(current.Document, cancellationToken) is { } key ? (key.Id, null, null) : (null, $"no key has the value of {Label.Current}", current);
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException { Code: "DecryptionFailure" or "AccessDeniedException" or "InvalidRequestException" })
        {
            return (null, failure.Message, null);
        }
    }

    private async Task<bool> IsRevokedAsync(SecretState? secret, GatewayKey key, CancellationToken cancellationToken) =>
        key.Stamps.IsRevoked || (secret is { Revoked.Count: > 0 } && key.IsEnabled
            && (key.Value ?? (await keys.GetAsync(key.Id, cancellationToken))?.Value) is { } value && secret.Revoked.Contains(value.Fingerprint));

    private IReadOnlyList<UsagePlan>? Granted(Inventory inventory, string consumer, SecretState? secret)
    {
        if (consumer == options.Consumer && inventory.Anchor is not null)
        {
            var declared = inventory.PlansOf(options.AnchorKeyId);
            return [.. inventory.Plans.Where(plan => declared.Contains(plan.Id))];
        }

        var stages = secret?.GrantTags.Select(Upstream.StageOf).ToHashSet(StringComparer.Ordinal);
        return stages is null ? null : [.. inventory.Plans.Where(plan => plan.Stages.Any(stages.Contains))];
    }
}
