using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>A node's table from the grants that a test wants.</summary>
internal static class GrantTable
{
    public static NodeTable Of(IEnumerable<(string KeyValue, KeyGrant Grant)> grants, IEnumerable<ApiStage> stages)
    {
        var all = grants.ToArray();
        var table = stages.Aggregate(NodeTable.Empty, (made, stage) => made.With(stage));
        table = all.GroupBy(entry => entry.KeyValue).Aggregate(table, (made, key) => made.With(key.Key, new NodeKey(key.First().Grant.KeyId, key.First().Grant.Owner, [.. key.Select(entry => entry.Grant.PlanId).Distinct()])));
        return all.GroupBy(entry => entry.Grant.PlanId).Aggregate(table, (made, plan) => made.With(Plan([.. plan.Select(entry => entry.Grant)])));
    }

    private static NodePlan Plan(KeyGrant[] grants) => new(
        grants[0].PlanId, grants[0].Throttle, grants[0].Quota, [.. grants.DistinctBy(grant => (grant.ApiId, grant.StageName)).Select(grant => new NodePlan.OpenStage(grant.ApiId, grant.StageName, grant.MethodThrottles))]);
}
