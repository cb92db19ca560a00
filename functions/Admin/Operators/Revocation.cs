using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Rotation;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Operators;

/// <summary>The parts of a revocation, each of which may be repeated.</summary>
internal sealed class Revocation(
    RevocationTargets targets, SecretStore secrets, RevokedMarks marks, KeyStore keys, Declaration declaration, RotationSteps rotation, Prover prover, Patience patience, AdminOptions options, TimeProvider time)
{
    /// <summary>No way back to this key from now on; still it works, until its successor is current.</summary>
    public async Task AnnounceAsync(RevocationTarget target, CancellationToken cancellationToken)
    {
        if (target.Key is { } key)
        {
            await keys.StampAsync(key.Id, stamps => stamps.Revoking(time.GetUtcNow()), isEnabled: null, cancellationToken);
        }
    }

    /// <summary>
    /// The next key, by our own hand, if the value is still the current one. A rotation that is under way with another value is carried on instead of a new one.
    /// </summary>
    public async Task<SecretState> ReplaceAsync(SecretState secret, RevocationTarget target, string token, CancellationToken cancellationToken)
    {
        var now = await secrets.DescribeAsync(secret.Id, cancellationToken);
        if (!await targets.IsCurrentAsync(now, target.Fingerprint, cancellationToken))
        {
            return now;
        }

        var pending = now.PendingVersion is { } version ? await secrets.ReadAsync(secret.Id, version, cancellationToken) : null;
        await rotation.ReplaceAsync(now, pending is not null && pending.Document.ApiKey.Fingerprint != target.Fingerprint ? pending.Id : token, cancellationToken);
        return await patience.UntilSeenAsync(async inner => await secrets.DescribeAsync(secret.Id, inner) is var after && !await targets.IsCurrentAsync(after, target.Fingerprint, inner) ? after : null, cancellationToken)
            ?? throw StillCurrent(target);
    }

    /// <summary>Nothing that callers hold by right is taken from them: the last look before a replaced key is disabled.</summary>
    public async Task<SecretState> RequireReplacedAsync(SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        var now = await secrets.DescribeAsync(secret.Id, cancellationToken);
        return await targets.IsCurrentAsync(now, target.Fingerprint, cancellationToken) ? throw StillCurrent(target) : now;
    }

    /// <summary>The tag first: it outlives the key, and tells the sweep.</summary>
    public async Task DisableAsync(SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        await MarkAsync(secret.Id, target.Fingerprint, cancellationToken);
        if (target.Key is { } key)
        {
            await keys.StampAsync(key.Id, stamps => stamps.Revoke(time.GetUtcNow()), isEnabled: false, cancellationToken);
        }

        await StripAsync(secret, target, cancellationToken);
    }

    public Task MarkAsync(string secretId, string fingerprint, CancellationToken cancellationToken) => marks.MarkAsync(secretId, fingerprint, cancellationToken);

    /// <summary>A revoked value bears no label by which somebody could come back to it.</summary>
    public async Task StripAsync(SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        foreach (var label in (string[])[Label.Pending, Label.Previous])
        {
            if (target.VersionId is { } version)
            {
                await secrets.RemoveAsync(secret.Id, version, label, cancellationToken);
            }
        }
    }

    /// <summary>False when nobody can tell: the value cannot be read any more, or nothing is granted.</summary>
    public async Task<bool> ProveAsync(SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        if (target.VersionId is null || await secrets.ReadAsync(secret.Id, target.VersionId, cancellationToken) is null || await declaration.FindAsync(secret, secret.Consumer!, cancellationToken) is not { } grants)
        {
            return false;
        }

        await prover.ProveAsync(new ProofOrder(secret.Id, target.VersionId, grants.Upstreams, new ProofGoal(options.ProbePasses, options.ProbeSpread)) { Mode = ProbeMode.Reject }, cancellationToken);
        return true;
    }

    private static RefusedException StillCurrent(RevocationTarget target) =>
        new($"The value fp {target.Fingerprint} is what {Label.Current} names, although it was to be replaced first: somebody else moved the label. Look at the list, then send the request again.");
}
