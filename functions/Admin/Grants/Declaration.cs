using Egress.Admin.Keys;
using Egress.Admin.Secrets;

namespace Egress.Admin.Grants;

/// <summary>
/// Which grants a consumer has. The template's consumer: whatever its anchor key is attached to, because the template declares those
/// attachments. A consumer made at run time: the grant tags of its secret.
/// </summary>
internal sealed class Declaration(PlanStore plans, KeyStore keys, Audit audit, AdminOptions options)
{
    public async Task<GrantSet> ReadAsync(SecretState secret, string consumer, CancellationToken cancellationToken) =>
        await FindAsync(secret, consumer, cancellationToken) ?? throw Ungranted(consumer);

    /// <summary>Is an empty declaration one? Without the anchor, or without a tag that says no, the grants may only have lost their place.</summary>
    public bool CanTell(SecretState secret, bool hasAnchor) => secret.Consumer == options.Consumer ? hasAnchor : secret.HasGrantTags;

    /// <summary>Null when nothing is granted.</summary>
    public async Task<GrantSet?> FindAsync(SecretState secret, string consumer, CancellationToken cancellationToken)
    {
        UsagePlan[] declared = [.. consumer == options.Consumer && await OfAnchorAsync(cancellationToken) is { } ofAnchor
            ? ofAnchor
            : await OfTagsAsync(secret, consumer, cancellationToken)];
        return declared.Length == 0 ? null : GrantSet.Of(consumer, declared);
    }

    // Somebody may have deleted the anchor by hand: null, and the sweep's copy in the tags is all that is left. An anchor in a plan is there: no second call asks.
    private async Task<IReadOnlyList<UsagePlan>?> OfAnchorAsync(CancellationToken cancellationToken) =>
        await plans.ListAsync(options.AnchorKeyId, cancellationToken) is var declared && (declared.Count > 0 || await keys.GetAsync(options.AnchorKeyId, cancellationToken) is not null) ? declared : null;

    public static RefusedException Ungranted(string consumer) => new($"Consumer {consumer} has no grant, so no key of it could be proved. Grant it an upstream first.");

    private async Task<IEnumerable<UsagePlan>> OfTagsAsync(SecretState secret, string consumer, CancellationToken cancellationToken)
    {
        var stages = secret.GrantTags.Select(Upstream.StageOf).ToHashSet(StringComparer.Ordinal);
        if (stages.Count == 0)
        {
            return [];
        }

        var granted = (await plans.ListAsync(null, cancellationToken)).Where(plan => plan.Stages.Any(stages.Contains)).ToArray();
        foreach (var planless in stages.Except(granted.SelectMany(plan => plan.Stages)).Select(Upstream.HostOf))
        {
            // The template withdrew the upstream, or is about to give it back. The consumer's other upstreams must not suffer for it, and the sweep attaches what comes back.
            audit.Alarm("admin", "read grants", consumer, null, $"{planless} is granted, but no usage plan of this API opens it: left out. Add the upstream to the template again, or deny it");
        }

        return granted;
    }
}
