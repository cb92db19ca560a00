namespace Egress.Emulator.Gateway;

/// <summary>A usage plan as a node knows it: the stages that it opens, each with the throttles of its methods, and what holds for each of its keys.</summary>
internal sealed record NodePlan(string Id, ThrottleLimit? Throttle, QuotaLimit? Quota, IReadOnlyList<NodePlan.OpenStage> Stages)
{
    /// <summary>By <c>{resource path}/{METHOD}</c>; null where the plan does not open this stage.</summary>
    public IReadOnlyDictionary<string, ThrottleLimit>? Throttles(string apiId, string stageName)
    {
        foreach (var stage in Stages)
        {
            if (stage.Name == stageName && stage.ApiId == apiId)
            {
                return stage.Throttles;
            }
        }

        return null;
    }

    internal sealed record OpenStage(string ApiId, string Name, IReadOnlyDictionary<string, ThrottleLimit> Throttles);
}
