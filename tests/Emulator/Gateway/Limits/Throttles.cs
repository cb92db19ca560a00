namespace Egress.Emulator.Gateway.Limits;

/// <summary>The throttles that one call must pass. Precedence: plan per client and method, stage per method, account. [doc: Throttle requests to your REST APIs]</summary>
internal static class Throttles
{
    // One setting for all, but a bucket for each: "stage per method". [doc: Throttle requests to your REST APIs]
    private const string AllMethods = "*/*";

    /// <summary>Each with the name of its bucket; a method's own throttle stands in for its plan's.</summary>
    public static IEnumerable<(BucketName Bucket, ThrottleLimit Limit)> Of(KeyGrant? grant, GatewaySwitches switches, ApiStage stage, MatchedRoute route, string verb)
    {
        if (grant is not null)
        {
            var key = grant.BucketId(switches);
            if (Find(grant.MethodThrottles, route, verb) is var (method, limit))
            {
                yield return (new BucketName(grant.PlanId, key, $"{stage.ApiId}/{stage.Name} {method}"), limit);
            }
            else if (grant.Throttle is { } planLimit)
            {
                yield return (new BucketName(grant.PlanId, key, null), planLimit);
            }
        }

        if (Find(stage.MethodThrottles, route, verb) is var (stageMethod, stageLimit))
        {
            yield return (new BucketName(null, null, $"{stage.ApiId}/{stage.Name} {stageMethod}"), stageLimit);
        }
    }

    private static (string Method, ThrottleLimit Limit)? Find(IReadOnlyDictionary<string, ThrottleLimit> throttles, MatchedRoute route, string verb)
    {
        if (throttles.Count == 0)
        {
            return null;
        }

        foreach (var method in (string[])[$"{route.Resource.Path}/{verb}", $"{route.Resource.Path}/{route.MethodName}", AllMethods])
        {
            if (throttles.TryGetValue(method, out var limit))
            {
                return (method == AllMethods ? $"{route.Resource.Path}/{route.MethodName}" : method, limit);
            }
        }

        return null;
    }
}
