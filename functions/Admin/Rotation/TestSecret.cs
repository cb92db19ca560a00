using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Metrics;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;

namespace Egress.Admin.Rotation;

/// <summary>Proves the pending key on every granted upstream, seen from the VPC, and stamps the proof on the key.</summary>
internal sealed class TestSecret(Versions versions, KeyStore keys, KeyFinder finder, Declaration declaration, Prover prover, MetricLog metrics, AdminOptions options, TimeProvider time)
{
    // A rotation that only tests its configuration proves what is in use anyway: a few passes will do.
    private static readonly ProofGoal ConfigurationTest = new(3, TimeSpan.Zero);

    public async Task<StepOutcome> RunAsync(RotationRun run, CancellationToken cancellationToken)
    {
        var grants = await declaration.FindAsync(run.Secret, run.Consumer, cancellationToken);
        var current = await versions.ReadCurrentAsync(run, cancellationToken);
        var pending = await versions.WaitForPendingAsync(run, cancellationToken);

        // 1. RotateImmediately=false runs this step alone, on a version with the current value or none; maybe before the first grant is made.
        if (pending is null || pending.Document.ApiKey == current.Document.ApiKey)
        {
            return grants is null
                ? new("configuration sound; nothing granted yet", current.Document.ApiKey.Fingerprint)
                : await TestConfigurationAsync(run, current, grants, cancellationToken);
        }

        // 2. The proof, for exactly these plans.
        var wanted = grants ?? throw Declaration.Ungranted(run.Consumer);
        var key = await finder.FindAsync(pending.Document, cancellationToken)
            ?? throw new RefusedException($"No key named {run.KeyName} holds the pending value (fp {pending.Document.ApiKey.Fingerprint}); setSecret makes it. The steps came out of order: start the rotation again.");
        var goal = new ProofGoal(options.ProbePasses, options.ProbeSpread);
        var took = await prover.ProveAsync(new ProofOrder(run.SecretId, pending.Id, wanted.Upstreams, goal), cancellationToken);
        metrics.Proved(run.Consumer, took);

        // The proof took minutes: what was stamped meanwhile stays.
        await keys.StampAsync(key.Id, stamps => stamps.Prove(new Proof(time.GetUtcNow(), wanted.Hash)), isEnabled: null, cancellationToken);
        return new($"proved on {wanted.Upstreams.Count} upstreams in {took.TotalSeconds:0} s", pending.Document.ApiKey.Fingerprint);
    }

    private async Task<StepOutcome> TestConfigurationAsync(RotationRun run, SecretVersion current, GrantSet grants, CancellationToken cancellationToken)
    {
        await prover.ProveAsync(new ProofOrder(run.SecretId, current.Id, grants.Upstreams, ConfigurationTest), cancellationToken);
        return new("configuration proved with the current key", current.Document.ApiKey.Fingerprint);
    }
}
