using System.Diagnostics;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;
using Egress.Admin.Usage;
using Kind = Egress.Admin.Sweeping.KeyVerdictKind;

namespace Egress.Admin.Sweeping;

/// <summary>Carries a verdict out. What takes something away from a caller is done only after a last look, at this one key.</summary>
internal sealed class Bailiff(
    KeyStore keys, PlanStore plans, SecretStore secrets, Attachments attachments, Declaration declaration, Confirmation confirmation, RevokedMarks marks, UsageStore usage, QuotaCarry quota, AdminOptions options, TimeProvider time)
{
    /// <summary>False when the last look told otherwise: then nothing was done.</summary>
    public async Task<bool> CarryOutAsync(ConsumerFacts consumer, KeyFacts facts, KeyVerdict verdict, CancellationToken cancellationToken)
    {
        var (id, now) = (facts.Key.Id, time.GetUtcNow());
        return verdict.Kind switch
        {
            Kind.Repair => await RepairAsync(consumer, facts, cancellationToken),
            Kind.Revive => await StampAsync(id, stamps => stamps.Revive(), cancellationToken),
            Kind.GiveGrace => await StampAsync(id, stamps => stamps.RetireAfter is null ? stamps.Retire(now + options.Grace) : stamps, cancellationToken),
            Kind.TakeBaseline => await MarkAsync(facts, stamps => stamps, cancellationToken),
            Kind.Hold => await MarkAsync(facts, stamps => stamps.Hold(now), cancellationToken),
            Kind.MarkDue => await StampAsync(id, stamps => stamps.FindDue(now), cancellationToken),
            Kind.MarkDisabled => await StampAsync(id, stamps => stamps.Disable(now), cancellationToken),
            Kind.MarkExtra => await StampAsync(id, stamps => stamps.FindExtra(now), cancellationToken),
            Kind.ForgetExtra => await StampAsync(id, stamps => stamps.FindExtra(null), cancellationToken),
            Kind.Revoke => await RevokeAsync(consumer, id, now, cancellationToken),
            Kind.EndReplacement => await confirmation.ConfirmUnusedAsync(consumer, id, cancellationToken) is not null && await RevokeAsync(consumer, id, now, cancellationToken),
            Kind.Disable => await DisableAsync(consumer, facts, now, cancellationToken),
            Kind.Delete => await DeleteAsync(consumer, facts, cancellationToken),
            Kind.DetachExtra => await DetachAsync(consumer, facts, cancellationToken),
            Kind.SettleQuota => await keys.GetAsync(id, cancellationToken) is { } fresh && await quota.SettleAgainAsync(fresh, consumer.Granted!, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Null when there are no figures: then time alone decides.</summary>
    public async Task<bool?> IsUsedAsync(KeyFacts facts, CancellationToken cancellationToken)
    {
        var baseline = facts.Key.Stamps.Baseline!;
        var now = await usage.CountAsync(facts.Key.Id, facts.Attached, DateOnly.FromDateTime(baseline.At.UtcDateTime), time.GetUtcNow(), cancellationToken);
        return now is not null && now.ByPlan.Any(plan => plan.Value > baseline.ByPlan.GetValueOrDefault(plan.Key));
    }

    /// <summary>An hour after the predecessor was disabled, and once.</summary>
    public bool IsSettlementDue(KeyFacts facts, ConsumerFacts consumer) =>
        facts.Key is { IsEnabled: true, Stamps: { Settled: { } settled, SettledAgain: null } }
        && consumer.Granted?.Any(plan => QuotaPeriods.AreSame(plan.QuotaPeriod, settled.Remaining.At, time.GetUtcNow())) == true
        && consumer.Keys.Any(key => key.Key.Id == settled.FromKey && key.Key is { IsEnabled: false, Stamps.DisabledAt: { } since } && time.GetUtcNow() - since >= QuotaCarry.Lateness);

    private async Task<bool> StampAsync(string id, Func<Stamps, Stamps> change, CancellationToken cancellationToken) =>
        await keys.StampAsync(id, change, isEnabled: null, cancellationToken) is not null;

    private async Task<bool> MarkAsync(KeyFacts facts, Func<Stamps, Stamps> more, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var counts = await usage.CountAsync(facts.Key.Id, facts.Attached, DateOnly.FromDateTime(now.UtcDateTime), now, cancellationToken) ?? new PlanCounts(now, new Dictionary<string, long>());
        return await StampAsync(facts.Key.Id, stamps => more(stamps.Mark(counts)), cancellationToken);
    }

    private async Task<bool> RepairAsync(ConsumerFacts consumer, KeyFacts facts, CancellationToken cancellationToken)
    {
        // What is granted is read again: a list that is late must not bring a denied grant back.
        if (await confirmation.FindSecretAsync(consumer, cancellationToken) is not { } secret || await keys.GetAsync(facts.Key.Id, cancellationToken) is not { Value: { } value } fresh || fresh.Stamps.IsRevoked || (fresh.Stamps.IsRevoking && facts.Role != KeyRole.Current) || secret.Revoked.Contains(value.Fingerprint))
        {
            return false;
        }

        await keys.StampAsync(fresh.Id, stamps => facts.Role == KeyRole.Current ? stamps.Revive() : stamps, isEnabled: true, cancellationToken);
        if (await declaration.FindAsync(secret, consumer.Name, cancellationToken) is { } grants)
        {
            return await attachments.AttachAsync(fresh, grants, cancellationToken) > 0 || !fresh.IsEnabled;
        }

        return !fresh.IsEnabled;
    }

    private async Task<bool> RevokeAsync(ConsumerFacts consumer, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var secret = await confirmation.FindSecretAsync(consumer, cancellationToken);
        GatewayKey? key;
        try
        {
            // The tag first: it outlives the key, and a value that it names gets no key again.
            if (secret is { IsDeleted: false } && (await keys.GetAsync(id, cancellationToken))?.Value is { } value)
            {
                await marks.MarkAsync(secret.Id, value.Fingerprint, cancellationToken);
            }
        }
        finally
        {
            key = await keys.StampAsync(id, stamps => stamps.Revoke(now), isEnabled: false, cancellationToken);
        }

        if (secret?.VersionOf(Label.Previous) is { } version && await secrets.ReadAsync(secret.Id, version, cancellationToken) is { } previous && previous.Document.ApiKey == key?.Value)
        {
            await secrets.RemoveAsync(secret.Id, version, Label.Previous, cancellationToken);
        }

        return key is not null;
    }

    private async Task<bool> DisableAsync(ConsumerFacts consumer, KeyFacts facts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await confirmation.ConfirmUnusedAsync(consumer, facts.Key.Id, cancellationToken) is not { } fresh || !IsStill(Kind.Disable, facts, fresh))
        {
            return false;
        }

        await keys.WriteAsync(fresh, fresh.Stamps.DisableAnew(now), isEnabled: false, cancellationToken);
        return true;
    }

    private async Task<bool> DeleteAsync(ConsumerFacts consumer, KeyFacts facts, CancellationToken cancellationToken)
    {
        if (fresh(await confirmation.ConfirmUnusedAsync(consumer, facts.Key.Id, cancellationToken)) is not { } key)
        {
            return false;
        }

        await keys.DeleteAsync(key, cancellationToken);
        return true;

        GatewayKey? fresh(GatewayKey? key) => key is not null && key.Id != options.AnchorKeyId && IsStill(Kind.Delete, facts, key) ? key : null;
    }

    private async Task<bool> DetachAsync(ConsumerFacts consumer, KeyFacts facts, CancellationToken cancellationToken)
    {
        var secret = consumer.Secret is null ? null : await secrets.FindAsync(consumer.Secret.Id, cancellationToken);
        if (secret is null || !declaration.CanTell(secret, hasAnchor: consumer.Keys.Any(key => key.IsAnchor)))
        {
            return false;
        }

        // Nothing granted is a declaration too: that of the last grant's denial.
        var granted = await declaration.FindAsync(secret, consumer.Name, cancellationToken);
        var extra = facts.Attached.Except(granted?.PlanIds ?? []).ToArray();
        foreach (var plan in extra)
        {
            await plans.DetachAsync(new UsagePlan { Id = plan }, facts.Key, cancellationToken);
        }

        return extra.Length > 0;
    }

    private bool IsStill(Kind kind, KeyFacts facts, GatewayKey fresh) => Judge.Of(facts with { Key = fresh }, time.GetUtcNow(), options).Kind == kind;
}
