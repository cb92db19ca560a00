using Egress.Admin.Keys;

namespace Egress.Admin.Grants;

/// <summary>Brings what a key is attached to in line with what its consumer is granted. Reads first, so that what is right already costs one call.</summary>
internal sealed class Attachments(PlanStore plans)
{
    /// <summary>Attaches the key to each granted plan that it lacks; answers how many that were. A key that was made a moment ago lacks all of them: nothing is asked.</summary>
    public async Task<int> AttachAsync(GatewayKey key, GrantSet grants, CancellationToken cancellationToken)
    {
        var attached = key.IsNew ? [] : await IdsAsync(key, cancellationToken);
        var missing = grants.Plans.Where(plan => !attached.Contains(plan.Id)).ToArray();
        foreach (var plan in missing)
        {
            await plans.AttachAsync(plan, key, cancellationToken);
        }

        return missing.Length;
    }

    /// <summary>Attached to the granted plans and to no other?</summary>
    public async Task<bool> AreExactAsync(GatewayKey key, GrantSet grants, CancellationToken cancellationToken) =>
        (await IdsAsync(key, cancellationToken)).SetEquals(grants.PlanIds);

    private async Task<HashSet<string>> IdsAsync(GatewayKey key, CancellationToken cancellationToken) =>
        [.. (await plans.ListAsync(key.Id, cancellationToken)).Select(plan => plan.Id)];
}
