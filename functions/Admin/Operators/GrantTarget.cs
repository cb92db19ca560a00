using Egress.Admin.Grants;
using Egress.Admin.Secrets;

namespace Egress.Admin.Operators;

/// <summary>A consumer and an upstream, both found, with what the consumer is granted at this moment.</summary>
internal sealed record GrantTarget(SecretState Secret, string Host, UsagePlan Plan, GrantSet? Granted)
{
    public string Consumer => Secret.Consumer!;

    public bool IsGranted => Granted?.PlanIds.Contains(Plan.Id) == true;

    public static async Task<GrantTarget> FindAsync(OperatorRun run, Consumers consumers, PlanStore plans, Declaration declaration, CancellationToken cancellationToken)
    {
        var host = run.Request.Upstream!;
        var secret = await consumers.ReadAsync(run.Consumer, cancellationToken);
        var plan = PlanOf(host, await plans.ListOursAsync(cancellationToken));
        return new GrantTarget(secret, host, plan, await declaration.FindAsync(secret, run.Consumer, cancellationToken));
    }

    public static UsagePlan PlanOf(string host, IReadOnlyList<UsagePlan> plans)
    {
        var opening = plans.Where(plan => plan.Stages.Contains(Upstream.StageOf(host))).ToArray();
        return opening.Length == 1
            ? opening[0]
            : throw new RefusedException(opening.Length == 0
                ? $"This gateway has no upstream {host}; it has {string.Join(", ", plans.SelectMany(plan => plan.Stages).Select(Upstream.HostOf).Order(StringComparer.Ordinal))}. Add it to the template's parameter Upstreams. Nothing was changed."
                : $"The stage of {host} is opened by the usage plans {string.Join(" and ", opening.Select(plan => plan.Id))}; a key can be in only one plan of a stage. Take the stage out of all but one. Nothing was changed.");
    }
}
