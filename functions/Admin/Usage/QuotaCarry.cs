using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;

namespace Egress.Admin.Usage;

/// <summary>
/// A new key starts with a full quota, so without this each rotation would grant one more.
/// <list type="number">
/// <item>When the key is made it gets what its predecessor has left, at most.</item>
/// <item>An hour after the predecessor was disabled, what that one used meanwhile is taken off.</item>
/// </list>
/// Best effort, and never in the way of a rotation: when in doubt more is granted, since a wrong QUOTA_EXCEEDED is a failed call.
/// </summary>
internal sealed class QuotaCarry(UsageStore usage, KeyStore keys, TimeProvider time)
{
    /// <summary>AWS counts 30 to 40 minutes late.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromMinutes(60);

    /// <summary>What the predecessor has left, read before the new key is made; null when nothing is metered, or nothing can be told.</summary>
    public async Task<Settlement?> ReadAsync(GatewayKey? predecessor, GrantSet grants, CancellationToken cancellationToken)
    {
        if (predecessor is null)
        {
            return null;
        }

        var (now, remaining) = (time.GetUtcNow(), new Dictionary<string, long>(StringComparer.Ordinal));
        try
        {
            foreach (var plan in Metered(grants))
            {
                if (await usage.ReadRemainingAsync(plan, predecessor.Id, now, cancellationToken) is { } left)
                {
                    remaining[plan.Id] = left;
                }
            }
        }
        catch (CallFailedException)
        {
            return null;
        }

        return remaining.Count == 0 ? null : new Settlement(predecessor.Id, new PlanCounts(now, remaining));
    }

    /// <summary>The first settlement. Answers yes, partial or no, for the audit.</summary>
    public async Task<string> CarryOverAsync(GatewayKey key, Settlement? settlement, GrantSet grants, CancellationToken cancellationToken)
    {
        if (settlement is null)
        {
            return "no";
        }

        try
        {
            if (key.Stamps.Settled is null) // found, or made by an earlier try that could not tell
            {
                await keys.StampAsync(key.Id, stamps => stamps.Settle(settlement), isEnabled: null, cancellationToken);
            }

            var metered = Metered(grants);
            await LowerAsync(key, metered, settlement.Remaining, known: null, absent: long.MaxValue, cancellationToken);
            return settlement.Remaining.ByPlan.Count == metered.Length ? "yes" : "partial";
        }
        catch (CallFailedException)
        {
            return "no";
        }
    }

    /// <summary>The second settlement, of a key whose predecessor is disabled. A repetition applies the target that was stamped; it never computes another.</summary>
    public async Task<bool> SettleAgainAsync(GatewayKey key, IReadOnlyList<UsagePlan> plans, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var target = key.Stamps.Settling ?? await TargetAsync(key, key.Stamps.Settled!, plans, now, cancellationToken);
        var stamps = key.Stamps;
        if (target.ByPlan.Count > 0)
        {
            stamps = stamps.SettleAgain(target);
            var isNew = stamps != key.Stamps; // else an earlier try stamped it, and what remains may be lower by now
            if (isNew)
            {
                await keys.WriteAsync(key, stamps, isEnabled: null, cancellationToken);
            }

            await LowerAsync(key, plans, target, known: isNew ? long.MaxValue : null, absent: 0, cancellationToken);
        }

        await keys.WriteAsync(key, stamps.EndSettlement(now), isEnabled: null, cancellationToken);
        return target.ByPlan.Count > 0;
    }

    private static UsagePlan[] Metered(GrantSet grants) => [.. grants.Plans.Where(plan => plan.QuotaPeriod is not null)];

    // The plans that must go down, each with what it must go down to, by figures of this moment.
    private async Task<PlanCounts> TargetAsync(GatewayKey key, Settlement settled, IReadOnlyList<UsagePlan> plans, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var targets = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var plan in plans.Where(plan => settled.Remaining.ByPlan.ContainsKey(plan.Id) && QuotaPeriods.AreSame(plan.QuotaPeriod, settled.Remaining.At, now)))
        {
            var before = await usage.ReadRemainingAsync(plan, settled.FromKey, now, cancellationToken);
            if (before is { } left && settled.Remaining.ByPlan[plan.Id] - left is > 0 and var used && await usage.ReadRemainingAsync(plan, key.Id, now, cancellationToken) is > 0 and var own)
            {
                targets[plan.Id] = Math.Max(0, own - used);
            }
        }

        return new(now, targets);
    }

    // Never raised: whoever lowered it meanwhile had a reason. Nor when the figure is of an earlier period: a step that is tried again after midnight
    // would take yesterday's use off today's quota. A key that nobody used yet may have no figure at all, and a new one needs none: its quota is full.
    private async Task LowerAsync(GatewayKey key, IEnumerable<UsagePlan> plans, PlanCounts most, long? known, long absent, CancellationToken cancellationToken)
    {
        foreach (var plan in plans.Where(plan => most.ByPlan.ContainsKey(plan.Id)))
        {
            var (now, remaining) = (time.GetUtcNow(), most.ByPlan[plan.Id]);
            var own = known ?? (key.IsNew ? plan.QuotaLimit ?? absent : await usage.ReadRemainingAsync(plan, key.Id, now, cancellationToken) ?? absent);
            if (own > remaining && QuotaPeriods.AreSame(plan.QuotaPeriod, most.At, now))
            {
                await usage.SetRemainingAsync(plan.Id, key.Id, remaining, cancellationToken);
            }
        }
    }
}
