using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Metrics;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>Moves AWSCURRENT to the proved version, and gives the key before it its grace. Nothing is disabled, detached or deleted here.</summary>
internal sealed class FinishSecret(Guard guard, Versions versions, SecretStore secrets, KeyStore keys, KeyFinder finder, Declaration declaration, Attachments attachments, Patience patience, Audit audit, MetricLog metrics, AdminOptions options, TimeProvider time)
{
    private const int MostPromotions = 3;

    public async Task<StepOutcome> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        for (var promotion = 0; promotion < MostPromotions; promotion++)
        {
            // 1. An earlier try may have come this far.
            if (run.IsOver)
            {
                return await HealAsync(run, cancellationToken);
            }

            // 2. The proof, for what is granted now.
            var predecessor = run.Secret.VersionOf(Label.Current);
            var known = await finder.ReadAsync(run.Consumer, cancellationToken);
            await RequireProofAsync(run, predecessor, known, cancellationToken);

            // 3. Compare and swap; 4. grace for the one before.
            if (await secrets.TryPromoteAsync(run.SecretId, run.Token, predecessor, cancellationToken))
            {
                return await RetireAsync(run, predecessor, known, isHealing: false, cancellationToken);
            }

            // The label was not where it was seen, or the answer was lost: wait until it is seen elsewhere, then decide again.
            run = await patience.UntilSeenAsync(async token => await guard.AdmitAsync(run.Event, token) is var now && now.Secret.VersionOf(Label.Current) != predecessor ? now : null, cancellationToken) ?? run;
        }

        throw new RefusedException($"{Label.Current} of secret {run.SecretId} could not be moved to version {run.Token} in {MostPromotions} tries. The step will be tried again.");
    }

    private async Task<StepOutcome> HealAsync(RotationRun run, CancellationToken cancellationToken)
    {
        var healed = await RetireAsync(run, run.Secret.VersionOf(Label.Previous), known: null, isHealing: true, cancellationToken);
        return healed with { What = $"already {healed.What}" };
    }

    private async Task RequireProofAsync(RotationRun run, string? predecessor, KnownKeys known, CancellationToken cancellationToken)
    {
        var pending = await versions.ReadPendingAsync(run, cancellationToken);
        if (predecessor is not null && pending.Document.ApiKey == (await versions.ReadAsync(run, predecessor, cancellationToken)).Document.ApiKey)
        {
            return; // the same value under another version: what is in use needs no proof
        }

        var grants = await declaration.ReadAsync(run.Secret, run.Consumer, cancellationToken);
        var key = await finder.FindAsync(pending.Document, known, cancellationToken);
        var isExact = key is not null && await attachments.AreExactAsync(key, grants, cancellationToken);
        if (ProofCheck.Fault(key, grants, isExact, time.GetUtcNow()) is { } fault)
        {
            throw new RefusedException($"Version {run.Token} of secret {run.SecretId} must not become current: {fault}. Start the rotation again from createSecret.");
        }
    }

    private async Task<StepOutcome> RetireAsync(RotationRun run, string? predecessor, KnownKeys? known, bool isHealing, CancellationToken cancellationToken)
    {
        await RemovePendingAsync(run, cancellationToken);
        var promoted = await versions.ReadPendingAsync(run, cancellationToken);
        var fingerprint = promoted.Document.ApiKey.Fingerprint;
        if (!isHealing && promoted.Document.CreatedAt is { } drawn)
        {
            metrics.Rotated(run.Consumer, time.GetUtcNow() - drawn);
        }

        if (predecessor is null || await secrets.FindReadableAsync(run.SecretId, predecessor, cancellationToken) is not { } version)
        {
            return new("current; no predecessor", fingerprint);
        }

        var key = version.Document.ApiKey == promoted.Document.ApiKey ? null : await finder.FindAsync(version.Document, known, cancellationToken);
        if (key is null)
        {
            return new("current; no key to retire", fingerprint);
        }

        // Healing must not lengthen a grace that has begun, or a step delivered again and again would keep the key for ever.
        var retired = isHealing && key.Stamps.RetireAfter is not null ? key : await keys.StampAsync(key.Id, stamps => stamps.Retire(time.GetUtcNow() + options.Grace), isEnabled: null, cancellationToken);
        return new(retired is null ? "current; no key to retire" : $"current; predecessor {version.Document.ApiKey.Fingerprint} valid until {retired.Stamps.RetireAfter:u}", fingerprint);
    }

    // The service removes the label after a rotation that it drives. A left-over one only matters to the next rotation, so a failure here is not worth a failed step.
    private async Task RemovePendingAsync(RotationRun run, CancellationToken cancellationToken)
    {
        if (!run.Secret.Has(run.Token, Label.Pending))
        {
            return;
        }

        try
        {
            await secrets.RemovePendingAsync(run.SecretId, run.Token, cancellationToken);
        }
        catch (CallFailedException)
        {
            audit.Alarm("rotation", nameof(RotationStep.FinishSecret), run.Consumer, null, $"{Label.Pending} stays on version {run.Token}");
        }
    }
}
