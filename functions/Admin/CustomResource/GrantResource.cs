using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Proving;
using Egress.Admin.Secrets;

namespace Egress.Admin.CustomResource;

/// <summary>
/// One upstream that the template grants. The template attaches its anchor key, which may have been rotated away long ago; here the keys
/// that callers hold now are attached too, and the current one is proved, before anything that depends on the grant is deployed.
/// </summary>
internal sealed class GrantResource(SecretStore secrets, KeyMaker maker, LiveKeys liveKeys, PlanStore plans, Attachments attachments, Prover prover, AdminOptions options)
{
    public const string Type = "Custom::EgressGrant";
    private static readonly ProofGoal Goal = new(5, TimeSpan.Zero);

    public async Task<string> ReconcileAsync(ResourceProperties properties, CancellationToken cancellationToken)
    {
        var (secretId, planId) = (Required(properties.SecretId, "SecretId"), Required(properties.UsagePlanId, "UsagePlanId"));
        var secret = await ReadAsync(secretId, cancellationToken);

        // 1. The anchor declares the grant: without its attachment there is none.
        var plan = (await plans.ListAsync(options.AnchorKeyId, cancellationToken)).FirstOrDefault(each => each.Id == planId)
            ?? throw new RefusedException($"The anchor key {options.AnchorKeyId} is not attached to usage plan {planId}; expected the template's UsagePlanKey to attach it before this resource is made. Add the dependency.");
        var grants = GrantSet.Of(secret.Consumer!, [plan]);

        // 2. Every key that a caller may hold. The update itself may have had a value generated that no key has yet.
        var current = secret.VersionOf(Label.Current) ?? throw new RefusedException($"Secret {secretId} has no version labelled {Label.Current}. Label one.");
        await MakeKeyAsync(secret, current, cancellationToken);
        var keys = await liveKeys.ReadAsync(secret, cancellationToken);
        foreach (var key in keys)
        {
            await attachments.AttachAsync(key, grants, cancellationToken);
        }

        // 3. The proof.
        var took = await prover.ProveAsync(new ProofOrder(secretId, current, grants.Upstreams, Goal) { IsSettling = true }, cancellationToken);
        return $"{keys.Count} keys attached to usage plan {planId}, {string.Join(", ", grants.Upstreams)} reached after {took.TotalSeconds:0} s";
    }

    /// <summary>
    /// CloudFormation deletes this resource before the anchor's attachment, and only when the update cannot be rolled back any more.
    /// Every key that Admin made leaves the plan, whosever it is, or the plan could not go; the anchor's attachment is CloudFormation's own. What is gone already is as good.
    /// </summary>
    public async Task<string> WithdrawAsync(ResourceProperties properties, CancellationToken cancellationToken)
    {
        var plan = new UsagePlan { Id = Required(properties.UsagePlanId, "UsagePlanId") };
        var attached = (await plans.ListKeysAsync(plan, cancellationToken)).Select(key => key.Id).ToHashSet(StringComparer.Ordinal);
        var managed = (await liveKeys.ManagedAsync(cancellationToken)).Where(key => attached.Contains(key.Id)).ToArray();
        foreach (var key in managed)
        {
            await plans.DetachAsync(plan, key, cancellationToken);
        }

        return $"{managed.Length} keys are not attached to usage plan {plan.Id} any more";
    }

    // What was revoked is never made again: that one is for LiveKeys to refuse.
    private async Task MakeKeyAsync(SecretState secret, string current, CancellationToken cancellationToken)
    {
        if (await secrets.ReadAsync(secret.Id, current, cancellationToken) is { } version && !secret.Revoked.Contains(version.Document.ApiKey.Fingerprint))
        {
            await maker.FindOrMakeAsync(version.Document, "repair", cancellationToken);
        }
    }

    private async Task<SecretState> ReadAsync(string secretId, CancellationToken cancellationToken)
    {
        var secret = await secrets.DescribeAsync(secretId, cancellationToken);
        return secret.Stack == options.Stack && secret.Consumer == options.Consumer
            ? secret
            : throw new RefusedException($"Secret {secretId} is tagged for consumer '{secret.Consumer}' of stack '{secret.Stack}'; expected '{options.Consumer}' of '{options.Stack}'. Restore its tags.");
    }

    private static string Required(string? value, string name) =>
        value is { Length: > 0 } ? value : throw new RefusedException($"The resource has no property {name}; template.yaml sets it.");
}
