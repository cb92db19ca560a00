using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Rotation;

/// <summary>Proves the pending key on every granted upstream, seen from the VPC, and stamps the proof on the key.</summary>
internal sealed class TestSecret(Versions versions, KeyStore keys, KeyFinder finder, Declaration declaration, Prover prover, AdminOptions options, TimeProvider time)
{
    // A rotation that only tests its configuration proves what is in use anyway: a few passes will do.
    private static readonly ProofGoal ConfigurationTest = new(3, TimeSpan.Zero);

    public async Task<StepOutcome> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        var grants = await declaration.ReadAsync(run.Secret, run.Consumer, cancellationToken);
        var current = await versions.ReadCurrentAsync(run, cancellationToken);
        var pending = await versions.WaitForPendingAsync(run, cancellationToken);

        // 1. The negative control.
        await prover.ControlAsync(grants.Upstreams, cancellationToken);

        // 2. RotateImmediately=false runs this step alone, on a version with the current value or none.
        if (pending is null || pending.Document.ApiKey == current.Document.ApiKey)
        {
            await ProveAsync(run, current, grants, ConfigurationTest, cancellationToken);
            return new("configuration proved with the current key", current.Document.ApiKey.Fingerprint);
        }

        // 3. The proof, for exactly these plans.
        var key = await finder.FindAsync(pending.Document, cancellationToken)
            ?? throw new RefusedException($"No key named {run.KeyName} holds the pending value (fp {pending.Document.ApiKey.Fingerprint}); setSecret makes it. The steps came out of order: start the rotation again.");
        var took = await ProveAsync(run, pending, grants, new ProofGoal(options.ProbePasses, options.ProbeSpread), cancellationToken);
        await keys.WriteAsync(key, key.Stamps.Prove(new Proof(time.GetUtcNow(), grants.Hash)), isEnabled: null, cancellationToken);
        return new($"proved on {grants.Upstreams.Count} upstreams in {took.TotalSeconds:0} s", pending.Document.ApiKey.Fingerprint);
    }

    private Task<TimeSpan> ProveAsync(RotationRun run, SecretVersion version, GrantSet grants, ProofGoal goal, CancellationToken cancellationToken) =>
        prover.ProveAsync(run.SecretId, version.Id, grants.Upstreams, goal, ProbeMode.Accept, cancellationToken);
}
