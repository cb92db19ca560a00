using System.Text.Json.Nodes;
using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>A consumer may call an upstream. The declaration comes first, so that whatever is cut off here is completed by the sweep.</summary>
internal sealed class GrantVerb(Consumers consumers, SecretDirectory directory, PlanStore plans, Declaration declaration, LiveKeys liveKeys, Attachments attachments, Prover prover, AdminOptions options) : IVerb
{
    private const int MostPlans = 10; // usage plans per key, API Gateway quotas
    private static readonly ProofGoal Goal = new(5, TimeSpan.Zero);

    public string Name => "grant";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        // 1. Everything that can be refused is refused before the first write.
        var target = await GrantTarget.FindAsync(run, consumers, plans, declaration, cancellationToken);
        _ = GrantSet.Of(target.Consumer, (target.Granted?.Plans ?? []).Append(target.Plan));
        if (!target.IsGranted && target.Granted?.Plans.Count >= MostPlans)
        {
            throw new RefusedException($"Consumer {target.Consumer} is granted {target.Granted.Plans.Count} upstreams already, and a key can be in {MostPlans} usage plans. Deny one first. Nothing was changed.");
        }

        var keys = await liveKeys.ReadAsync(target.Secret, cancellationToken);
        string[] steps = [$"declare {target.Host} for {target.Consumer}", $"attach {keys.Count} keys to usage plan {target.Plan.Id}", $"prove {target.Host}"];
        if (run.IsDryRun)
        {
            return Told(run, steps);
        }

        // 2. The declaration, 3. the keys, 4. the proof.
        await DeclareAsync(target, cancellationToken);
        var grant = GrantSet.Of(target.Consumer, [target.Plan]);
        foreach (var key in keys)
        {
            await attachments.AttachAsync(key, grant, cancellationToken);
        }

        var took = await prover.ProveAsync(new ProofOrder(target.Secret.Id, target.Secret.VersionOf(Label.Current)!, grant.Upstreams, Goal), cancellationToken);
        return Told(run, steps).With("seconds", Math.Round(took.TotalSeconds, 1));
    }

    private Task DeclareAsync(GrantTarget target, CancellationToken cancellationToken) =>
        target.Consumer == options.Consumer ? DeclareByAnchorAsync(target, cancellationToken) : DeclareByTagAsync(target, cancellationToken);

    // Should somebody have deleted the anchor, the tags count.
    private async Task DeclareByAnchorAsync(GrantTarget target, CancellationToken cancellationToken)
    {
        try
        {
            await plans.AttachAsync(target.Plan, new GatewayKey { Id = options.AnchorKeyId, Name = "anchor" }, cancellationToken);
        }
        catch (CallFailedException failure) when (failure.Code == "NotFoundException")
        {
            await DeclareByTagAsync(target, cancellationToken);
        }
    }

    private Task DeclareByTagAsync(GrantTarget target, CancellationToken cancellationToken) =>
        directory.TagAsync(target.Secret.Id, Tag.GrantPrefix + target.Host, "on", cancellationToken);

    // CloudFormation does not know of a grant that was given to its consumer here.
    private JsonObject Told(OperatorRun run, string[] steps) =>
        Answer.Of(run, $"{run.Consumer} may call {run.Request.Upstream}", steps).With("drift", run.Consumer == options.Consumer);
}
