using System.Text.Json.Nodes;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Operators;

/// <summary>A consumer may not call an upstream any more. The declaration goes first, so that whatever is cut off here is completed by the sweep.</summary>
internal sealed class DenyVerb(Consumers consumers, SecretDirectory directory, PlanStore plans, Declaration declaration, LiveKeys liveKeys, Prover prover, AdminOptions options, TimeProvider time) : IVerb
{
    private static readonly ProofGoal Goal = new(20, TimeSpan.Zero);

    public string Name => "deny";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        if (await FindWithdrawnAsync(run, cancellationToken) is { } withdrawn)
        {
            return await ForgetAsync(run, withdrawn, cancellationToken);
        }

        var target = await GrantTarget.FindAsync(run, consumers, plans, declaration, cancellationToken);
        var keys = await liveKeys.ManagedAsync(target.Consumer, cancellationToken);
        string[] steps = [$"withdraw {target.Host} from {target.Consumer}", $"detach {keys.Count} keys from usage plan {target.Plan.Id}", $"prove that {target.Host} refuses the current key"];
        if (run.IsDryRun)
        {
            return Told(run, steps);
        }

        // 1. The declaration, 2. the keys, 3. the proof that the stage refuses.
        var started = time.GetTimestamp();
        await WithdrawAsync(target, cancellationToken);
        foreach (var key in keys)
        {
            await plans.DetachAsync(target.Plan, key, cancellationToken);
        }

        if (target.Secret.VersionOf(Label.Current) is { } current)
        {
            await prover.ProveAsync(new ProofOrder(target.Secret.Id, current, [target.Host], Goal) { Mode = ProbeMode.Reject }, cancellationToken);
        }

        await directory.UntagAsync(target.Secret.Id, Tag.GrantPrefix + target.Host, cancellationToken);
        return Told(run, steps).With("seconds", Math.Round(time.GetElapsedTime(started).TotalSeconds, 1));
    }

    /// <summary>The consumer's secret, when a tag is all that is left of the grant: the template has no such upstream any more.</summary>
    private async Task<SecretState?> FindWithdrawnAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var (host, secret) = (run.Request.Upstream!, await consumers.ReadAsync(run.Consumer, cancellationToken));
        return secret.GrantTags.Contains(host) && (await plans.ListOursAsync(cancellationToken)).All(plan => !plan.Stages.Contains(Upstream.StageOf(host))) ? secret : null;
    }

    private async Task<JsonObject> ForgetAsync(OperatorRun run, SecretState secret, CancellationToken cancellationToken)
    {
        if (!run.IsDryRun)
        {
            await directory.UntagAsync(secret.Id, Tag.GrantPrefix + run.Request.Upstream, cancellationToken);
        }

        return Told(run, [$"withdraw {run.Request.Upstream} from {run.Consumer}: the gateway does not have it any more"]);
    }

    // The tag too where the anchor declares: should somebody have deleted the anchor, the tags count, and the sweep would give back what they name.
    private async Task WithdrawAsync(GrantTarget target, CancellationToken cancellationToken)
    {
        if (target.Consumer == options.Consumer)
        {
            await plans.DetachAsync(target.Plan, new GatewayKey { Id = options.AnchorKeyId, Name = "anchor" }, cancellationToken);
        }

        await directory.TagAsync(target.Secret.Id, Tag.GrantPrefix + target.Host, "off", cancellationToken); // said, not left unsaid: tags that a hand took away deny nothing
    }

    private JsonObject Told(OperatorRun run, string[] steps) =>
        Answer.Of(run, $"{run.Consumer} may not call {run.Request.Upstream}", steps).With("drift", run.Consumer == options.Consumer);
}
