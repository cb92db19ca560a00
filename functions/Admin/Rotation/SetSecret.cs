using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;
using Egress.Admin.Usage;

namespace Egress.Admin.Rotation;

/// <summary>Makes the gateway know the pending value: one key, enabled, attached to the plans that the consumer is granted, with the quota that is left.</summary>
internal sealed class SetSecret(Versions versions, SecretStore secrets, KeyMaker maker, KeyFinder finder, Declaration declaration, Attachments attachments, QuotaCarry quota)
{
    public async Task<StepOutcome> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        // 1. The values, each by version id.
        var pending = await versions.ReadPendingAsync(run, cancellationToken);
        var current = await versions.ReadCurrentAsync(run, cancellationToken);

        // 2. A rotation that is only a test of its configuration carries the value that is current already.
        if (pending.Document.ApiKey == current.Document.ApiKey)
        {
            return new("pending is current: nothing to set", current.Document.ApiKey.Fingerprint);
        }

        // 3. What is granted, the keys of both values, and what is left of the quota; whether that can be told or not, the rotation goes on.
        var grants = await declaration.ReadAsync(run.Secret, run.Consumer, cancellationToken);
        var known = await finder.ReadAsync(run.Consumer, cancellationToken);
        var found = await finder.FindAsync(pending.Document, known, cancellationToken);
        var predecessor = await finder.FindAsync(current.Document, known, cancellationToken);
        var settlement = found?.Stamps.Settled ?? await quota.ReadAsync(predecessor, grants, cancellationToken);

        // 4. One key: found, or made.
        var stamps = settlement is null ? Stamps.None : Stamps.None.Settle(settlement);
        var key = await maker.AdoptOrMakeAsync(found, pending.Document, "rotate", stamps, cancellationToken) ?? throw await AbandonAsync(run, pending.Document, cancellationToken);

        // 5. Its plans. One that is too many stays: a step that comes late might take it from a key in use. The sweep looks, waits, and then detaches.
        await attachments.AttachAsync(key, grants, cancellationToken);

        // 6. Its share of the quota.
        var carried = await quota.CarryOverAsync(key, settlement, grants, cancellationToken);
        return new($"key {key.Id} attached to {grants.Plans.Count} plans, quotaCarried: {carried}", pending.Document.ApiKey.Fingerprint);
    }

    // The value belongs to a key of somebody else. The next rotation draws another one.
    private async Task<RefusedException> AbandonAsync(RotationRun run, SecretDocument pending, CancellationToken cancellationToken)
    {
        await secrets.RemovePendingAsync(run.SecretId, run.Token, cancellationToken);
        return new($"The drawn value (fp {pending.ApiKey.Fingerprint}) belongs to a key of somebody else in this account. Version {run.Token} was given up; rotate again to draw another value.");
    }
}
