using System.Security.Cryptography;
using System.Text;

namespace Egress.Admin.Grants;

/// <summary>The plans that a consumer's key must be attached to, no more and no fewer.</summary>
internal sealed record GrantSet
{
    private GrantSet(IReadOnlyList<UsagePlan> plans) => Plans = plans;

    public IReadOnlyList<UsagePlan> Plans { get; }
    public IEnumerable<string> PlanIds => Plans.Select(plan => plan.Id);
    public IReadOnlyList<string> Upstreams => [.. Plans.SelectMany(plan => plan.Stages).Select(Upstream.HostOf).Order(StringComparer.Ordinal)];

    /// <summary>8 hex digits that change with the set: a proof is a proof for exactly these plans.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', PlanIds))).AsSpan(0, 4));

    /// <summary>Refuses a set that could not be proved: none, a plan that opens no stage of ours, or two plans for one stage.</summary>
    public static GrantSet Of(string consumer, IEnumerable<UsagePlan> declared)
    {
        UsagePlan[] plans = [.. declared.DistinctBy(plan => plan.Id).OrderBy(plan => plan.Id, StringComparer.Ordinal)];
        if (plans.Length == 0)
        {
            throw new RefusedException($"Consumer {consumer} has no grant, so no key of it could be proved. Grant it an upstream first.");
        }

        if (Array.Find(plans, plan => plan.Stages.Count == 0) is { } stageless)
        {
            throw new RefusedException($"Usage plan {stageless.Id} opens no stage of this API, but consumer {consumer} is granted it. Give the plan its stage back, or detach the consumer's key from it.");
        }

        var shared = plans.SelectMany(plan => plan.Stages, (plan, stage) => (plan.Id, Stage: stage)).GroupBy(pair => pair.Stage).FirstOrDefault(group => group.Count() > 1);
        return shared is null
            ? new GrantSet(plans)
            : throw new RefusedException($"Stage {shared.Key} is opened by the usage plans {string.Join(" and ", shared.Select(pair => pair.Id))}; a key can be in only one plan of a stage. Take the stage out of all but one.");
    }
}
