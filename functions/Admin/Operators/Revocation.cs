using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Rotation;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Operators;

/// <summary>The parts of a revocation, each of which may be repeated.</summary>
internal sealed class Revocation(SecretStore secrets, SecretDirectory directory, KeyStore keys, Declaration declaration, RotationSteps rotation, Prover prover, AdminOptions options, TimeProvider time)
{
    private const int MostRevoked = 28; // 9 characters each, 256 in a tag's value

    /// <summary>No way back to this key from now on; still it works, until its successor is current.</summary>
    public async Task AnnounceAsync(RevocationTarget target, CancellationToken cancellationToken)
    {
        if (target.Key is { } key)
        {
            await keys.StampAsync(key.Id, stamps => stamps.Revoking(time.GetUtcNow()), isEnabled: null, cancellationToken);
        }
    }

    /// <summary>The next key, by our own hand. A rotation that is under way with another value is carried on instead of a new one.</summary>
    public async Task<SecretState> ReplaceAsync(SecretState secret, RevocationTarget target, string token, CancellationToken cancellationToken)
    {
        var now = await secrets.DescribeAsync(secret.Id, cancellationToken);
        var pending = now.PendingVersion is { } version ? await secrets.ReadAsync(secret.Id, version, cancellationToken) : null;
        await rotation.ReplaceAsync(now, pending is not null && pending.Document.ApiKey.Fingerprint != target.Fingerprint ? pending.Id : token, cancellationToken);
        return await secrets.DescribeAsync(secret.Id, cancellationToken);
    }

    /// <summary>The tag first: it outlives the key, and tells the sweep.</summary>
    public async Task DisableAsync(SecretState secret, RevocationTarget target, CancellationToken cancellationToken)
    {
        if (!secret.Revoked.Contains(target.Fingerprint))
        {
            await directory.TagAsync(secret.Id, Tag.Revoked, string.Join(' ', secret.Revoked.Append(target.Fingerprint).TakeLast(MostRevoked)), cancellationToken);
        }

        if (target.Key is { } key)
        {
            await keys.StampAsync(key.Id, stamps => stamps.Revoke(time.GetUtcNow()), isEnabled: false, cancellationToken);
        }

        await StripAsync(secret, target, cancellationToken);
    }

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
}
