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

    /// <summary>The first settlement. Answers yes, partial or no, for the audit; the key with its stamps.</summary>
    public async Task<(string Outcome, GatewayKey Key)> CarryOverAsync(GatewayKey key, GatewayKey? predecessor, GrantSet grants, CancellationToken cancellationToken)
    {
        UsagePlan[] metered = [.. grants.Plans.Where(plan => plan.QuotaPeriod is not null)];
        if (metered.Length == 0 || predecessor is null)
        {
            return ("no", key);
        }

        try
        {
            var settlement = key.Stamps.Settled ?? await ReadAsync(predecessor, metered, cancellationToken);
            if (settlement is null)
            {
                return ("no", key);
            }

            var settled = key with { Stamps = key.Stamps.Settle(settlement) };
            if (settled.Stamps != key.Stamps)
            {
                await keys.WriteAsync(settled, settled.Stamps, isEnabled: null, cancellationToken);
            }

            await LowerAsync(settled, metered, settlement.Remaining, isFresh: true, cancellationToken);
            return (settlement.Remaining.ByPlan.Count == metered.Length ? "yes" : "partial", settled);
        }
        catch (CallFailedException)
        {
            return ("no", key);
        }
    }

    /// <summary>The second settlement, of a key whose predecessor is disabled. A repetition applies the target that was stamped; it never computes another.</summary>
    public async Task<bool> SettleAgainAsync(GatewayKey key, IReadOnlyList<UsagePlan> plans, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var target = key.Stamps.Settling ?? await TargetAsync(key, key.Stamps.Settled!, plans, now, cancellationToken);
        var stamped = key with { Stamps = key.Stamps.SettleAgain(target) };
        if (stamped.Stamps != key.Stamps)
        {
            await keys.WriteAsync(stamped, stamped.Stamps, isEnabled: null, cancellationToken);
        }

        await LowerAsync(stamped, plans, target, isFresh: false, cancellationToken);
        await keys.WriteAsync(stamped, stamped.Stamps.EndSettlement(now), isEnabled: null, cancellationToken);
        return target.ByPlan.Count > 0;
    }

    private async Task<Settlement?> ReadAsync(GatewayKey predecessor, UsagePlan[] metered, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var remaining = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var plan in metered)
        {
            if (await usage.ReadRemainingAsync(plan, predecessor.Id, now, cancellationToken) is { } left)
            {
                remaining[plan.Id] = left;
            }
        }

        return remaining.Count == 0 ? null : new Settlement(predecessor.Id, new PlanCounts(now, remaining));
    }

    private async Task<PlanCounts> TargetAsync(GatewayKey key, Settlement settled, IReadOnlyList<UsagePlan> plans, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var targets = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var plan in plans.Where(plan => settled.Remaining.ByPlan.ContainsKey(plan.Id) && QuotaPeriods.AreSame(plan.QuotaPeriod, settled.Remaining.At, now)))
        {
            var before = await usage.ReadRemainingAsync(plan, settled.FromKey, now, cancellationToken);
            var own = await usage.ReadRemainingAsync(plan, key.Id, now, cancellationToken);
            if (before is { } left && own is { } remaining)
            {
                targets[plan.Id] = Math.Max(0, remaining - Math.Max(0, settled.Remaining.ByPlan[plan.Id] - left));
            }
        }

        return new(now, targets);
    }

    // Never raised: whoever lowered it meanwhile had a reason. Nor when the figure is of an earlier period: a step that is tried again after midnight
    // would take yesterday's use off today's quota. A key that nobody used yet may have no figure at all: its quota is full.
    private async Task LowerAsync(GatewayKey key, IEnumerable<UsagePlan> plans, PlanCounts most, bool isFresh, CancellationToken cancellationToken)
    {
        foreach (var plan in plans.Where(plan => most.ByPlan.ContainsKey(plan.Id)))
        {
            var (now, remaining) = (time.GetUtcNow(), most.ByPlan[plan.Id]);
            var own = await usage.ReadRemainingAsync(plan, key.Id, now, cancellationToken) ?? (isFresh ? long.MaxValue : 0);
            if (own > remaining && QuotaPeriods.AreSame(plan.QuotaPeriod, most.At, now))
            {
                await usage.SetRemainingAsync(plan.Id, key.Id, remaining, cancellationToken);
            }
        }
    }
}
