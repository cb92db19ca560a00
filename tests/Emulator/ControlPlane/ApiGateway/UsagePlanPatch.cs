using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// UpdateUsagePlan's patches [API Gateway API reference, "Patch operations", UsagePlan]:
/// replace of <c>/name</c>, <c>/description</c>, <c>/productCode</c>, <c>/throttle/…</c>, <c>/quota/…</c>;
/// remove of <c>/productCode</c>, <c>/throttle</c> and <c>/quota</c>; add and remove of <c>/apiStages</c> with value <c>{api}:{stage}</c>;
/// throttles of one method as <see cref="MethodThrottlePatch"/> says.
/// </summary>
internal static class UsagePlanPatch
{
    private static readonly string[] Paths =
    [
        "/name", "/description", "/productCode", "/throttle/rateLimit", "/throttle/burstLimit", "/throttle",
        "/quota/limit", "/quota/offset", "/quota/period", "/quota", "/apiStages",
        "/apiStages/{api}:{stage}/throttle", "/apiStages/{api}:{stage}/throttle/{path}/{METHOD}", "/apiStages/{api}:{stage}/throttle/{path}/{METHOD}/rateLimit", "/apiStages/{api}:{stage}/throttle/{path}/{METHOD}/burstLimit",
    ];

    public static UsagePlanRecord Apply(UsagePlanRecord plan, PatchOperation patch)
    {
        var (throttle, quota) = (plan.Throttle ?? new ThrottleLimit(0, 0), plan.Quota ?? new QuotaLimit(0, "DAY", 0));
        return (patch.Op, patch.Path) switch
        {
            ("replace", "/name") => plan with { Name = patch.Value is { Length: > 0 } name ? name : throw ApiGatewayErrors.BadRequest("Usage Plan name cannot be null or empty") },
            ("replace", "/description") => plan with { Description = patch.Value },
            ("add" or "replace", "/productCode") => plan with { ProductCode = patch.Value },
            ("remove", "/productCode") => plan with { ProductCode = null },
            ("add" or "replace", "/throttle/rateLimit") => plan with { Throttle = throttle with { RatePerSecond = patch.Number() } },
            ("add" or "replace", "/throttle/burstLimit") => plan with { Throttle = throttle with { Burst = patch.Whole() } },
            ("remove", "/throttle") => plan with { Throttle = null },
            ("add" or "replace", "/quota/limit") => plan with { Quota = quota with { Limit = patch.Whole() } },
            ("add" or "replace", "/quota/offset") => plan with { Quota = quota with { Offset = patch.Whole() } },
            ("add" or "replace", "/quota/period") => plan with { Quota = quota with { Period = patch.Value ?? "" } },
            ("remove", "/quota") => plan with { Quota = null },
            ("add", "/apiStages") => plan with { ApiStages = [.. plan.ApiStages, Stage(patch)] },
            ("remove", "/apiStages") => plan with { ApiStages = Without(plan.ApiStages, Stage(patch)) },
            _ => MethodThrottlePatch.Apply(plan, patch) ?? throw patch.InvalidPath(Paths),
        };
    }

    private static PlanStage Stage(PatchOperation patch) => patch.Value?.Split(':') is [{ Length: > 0 } api, { Length: > 0 } stage]
        ? new PlanStage(api, stage, new Dictionary<string, ThrottleLimit>())
        : throw ApiGatewayErrors.BadRequest("Invalid API Stage specified"); // recorded with test_usage_plan_crud

    private static PlanStage[] Without(IReadOnlyList<PlanStage> stages, PlanStage gone)
    {
        PlanStage[] left = [.. stages.Where(stage => (stage.ApiId, stage.StageName) != (gone.ApiId, gone.StageName))];
        return left.Length < stages.Count ? left : throw ApiGatewayErrors.NotFound($"Invalid API Stage {{api: {gone.ApiId}, stage: {gone.StageName}}} specified for usageplan");
    }
}
