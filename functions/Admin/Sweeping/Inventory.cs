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

    public IReadOnlySet<string> PlansOf(string keyId) => PlansByKey.TryGetValue(keyId, out var plans) ? plans : new HashSet<string>();

    /// <summary>Ours by name and by tag. Secrets first: a key that is made meanwhile is then unknown, which means grace.</summary>
    public static async Task<Inventory> ReadAsync(SecretDirectory directory, KeyStore keys, PlanStore plans, AdminOptions options, CancellationToken cancellationToken)
    {
        var secrets = await directory.ListAsync(options.Stack, cancellationToken);
        var managed = await keys.ListAsync(KeyName.PrefixOf(options.Stack), cancellationToken);
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
            Secrets = secrets,
            Managed = [.. managed.Where(key => key.Id != options.AnchorKeyId && key.Tags.GetValueOrDefault(Tag.Stack) == options.Stack && KeyName.Parse(key.Name) is not null)],
            Anchor = await keys.GetAsync(options.AnchorKeyId, cancellationToken),
            Plans = ours,
            PlansByKey = plansByKey,
            KeysByPlan = keysByPlan,
        };
    }
}
