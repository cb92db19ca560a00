using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Sweeping;

/// <summary>All of the stack's keys, plans and secrets, read in bulk: some 45 calls for a thousand consumers instead of thousands.</summary>
internal sealed record Inventory
{
    public required IReadOnlyList<GatewayKey> Managed { get; init; }
    public GatewayKey? Anchor { get; init; }
    public required IReadOnlyList<UsagePlan> Plans { get; init; }
    public required IReadOnlyDictionary<string, HashSet<string>> PlansByKey { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyList<PlanKey>> KeysByPlan { get; init; }
    public required IReadOnlyList<SecretState> Secrets { get; init; }

    /// <summary>Keys that bear a name of ours without our tag: somebody took it away, or made the key. Named to people; touched only where they are known to be ours.</summary>
    public IReadOnlyList<GatewayKey> Untagged { get; init; } = [];

    /// <summary>Secrets that bear our tags under a name that is not the consumer's: a copy, a replica, a mistake. Named to people, never touched.</summary>
    public IReadOnlyList<SecretState> Strays { get; init; } = [];

    public IReadOnlySet<string> PlansOf(string keyId) => PlansByKey.TryGetValue(keyId, out var plans) ? plans : new HashSet<string>();

    /// <summary>Ours by name and by tag, or by name and by what we noted of them. Secrets first: a key that is made meanwhile is then unknown, which means grace.</summary>
    public static async Task<Inventory> ReadAsync(SecretDirectory directory, KeyStore keys, PlanStore plans, AdminOptions options, CancellationToken cancellationToken)
    {
        var secrets = (await directory.ListTaggedAsync(options.Stack, cancellationToken)).ToLookup(secret => Consumers.IsOurs(secret, options));
        GatewayKey[] named = [.. (await keys.ListAsync(KeyName.PrefixOf(options.Stack), cancellationToken)).Where(key => key.Id != options.AnchorKeyId && KeyName.Parse(key.Name) is not null)];
        GatewayKey[] untagged = [.. named.Where(key => !key.Tags.ContainsKey(Tag.Stack))];
        var versions = secrets[true].SelectMany(secret => secret.LabelsByVersion.Keys).ToHashSet(StringComparer.Ordinal);
        var ours = await plans.ListOursAsync(cancellationToken);
        var plansByKey = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var keysByPlan = new Dictionary<string, IReadOnlyList<PlanKey>>(StringComparer.Ordinal);
        foreach (var plan in ours)
        {
            keysByPlan[plan.Id] = await plans.ListKeysAsync(plan, cancellationToken);
            foreach (var key in keysByPlan[plan.Id])
            {
                (plansByKey.TryGetValue(key.Id, out var known) ? known : plansByKey[key.Id] = []).Add(plan.Id);
            }
        }

        return new Inventory
        {
            Secrets = [.. secrets[true]],
            Strays = [.. secrets[false]],
            Untagged = untagged,
            Managed = [.. named.Where(key => key.Tags.GetValueOrDefault(Tag.Stack) == options.Stack), .. untagged.Where(key => key.Stamps.AreThere || versions.Contains(KeyName.Parse(key.Name)!.Value.Token))],
            Anchor = await keys.GetAsync(options.AnchorKeyId, cancellationToken),
            Plans = ours,
            PlansByKey = plansByKey,
            KeysByPlan = keysByPlan,
        };
    }
}
