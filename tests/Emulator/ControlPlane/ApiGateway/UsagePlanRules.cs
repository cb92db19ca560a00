using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>What a plan may be and which keys it may hold. [Usage plans and API keys; Quotas for configuring and running a REST API]</summary>
internal static class UsagePlanRules
{
    public const int IdLength = 6;

    private const int MaxPlans = 300;
    private const int MaxPlansPerKey = 10;
    private const int MaxMethodThrottles = 20;

    public static void Check(UsagePlanRecord plan, ApiGatewayState state, int otherPlans, bool offsetsByDays)
    {
        if (otherPlans >= MaxPlans)
        {
            throw ApiGatewayErrors.LimitExceeded($"This account and Region have {otherPlans} usage plans; the limit is {MaxPlans}.");
        }

        TagRules.Check(plan.Tags);
        CheckQuota(plan.Quota, offsetsByDays);
        CheckThrottle(plan.Throttle);
        CheckStagesDiffer(plan);
        foreach (var stage in plan.ApiStages)
        {
            CheckStage(plan, stage, state);
        }
    }

    public static void CheckAttachment(UsagePlanRecord plan, ApiKeyRecord key, IReadOnlyList<UsagePlanRecord> itsPlans)
    {
        if (itsPlans.Any(other => other.Id == plan.Id))
        {
            throw ApiGatewayErrors.Conflict($"API Key {key.Id} is already in usage plan {plan.Id}.");
        }

        foreach (var other in itsPlans)
        {
            CheckStages(plan, key.Id, other);
        }

        if (itsPlans.Count >= MaxPlansPerKey)
        {
            throw ApiGatewayErrors.LimitExceeded($"API Key {key.Id} is in {itsPlans.Count} usage plans; the limit is {MaxPlansPerKey}.");
        }
    }

    /// <summary>A key is in at most one plan per stage: what a plan gains must be in no other plan of one of its keys.</summary>
    public static void CheckKeys(UsagePlanRecord before, UsagePlanRecord plan, ApiGatewayState state)
    {
        var gained = plan.ApiStages.Where(stage => !Has(before, stage)).ToArray();
        foreach (var other in state.Plans.Items.Where(other => other.Id != plan.Id && gained.Any(stage => Has(other, stage))))
        {
            if (state.Attachments.KeyInBoth(plan.Id, other.Id) is { } keyId)
            {
                CheckStages(plan, keyId, other);
            }
        }
    }

    private static void CheckStages(UsagePlanRecord plan, string keyId, UsagePlanRecord other)
    {
        if (other.ApiStages.FirstOrDefault(stage => Has(plan, stage)) is { } shared)
        {
            throw ApiGatewayErrors.Conflict(
                $"API Key {keyId} is in usage plan {other.Id}, which like usage plan {plan.Id} has the API stage "
                + $"{{api: {shared.ApiId}, stage: {shared.StageName}}}: a key may be in one plan per stage.");
        }
    }

    private static bool Has(UsagePlanRecord plan, PlanStage stage) => plan.ApiStages.Any(own => (own.ApiId, own.StageName) == (stage.ApiId, stage.StageName));

    /// <summary>The service's words, quoted in aws/aws-sdk-js #3841.</summary>
    public static void CheckDeletion(UsagePlanRecord plan)
    {
        if (plan.ApiStages.Count > 0)
        {
            throw ApiGatewayErrors.BadRequest(
                $"Cannot delete Usage Plan {plan.Id} because there are API Stages associated with it, including {plan.ApiStages[0].ApiId}:{plan.ApiStages[0].StageName}");
        }
    }

    // A key's way into a stage leads through one entry; two would leave open which throttles are its own.
    private static void CheckStagesDiffer(UsagePlanRecord plan)
    {
        if (plan.ApiStages.GroupBy(stage => (stage.ApiId, stage.StageName)).FirstOrDefault(same => same.Count() > 1) is { Key: var (api, stage) })
        {
            throw ApiGatewayErrors.Conflict($"Usage plan {plan.Id} would have the API stage {{api: {api}, stage: {stage}}} twice: a stage is in a plan once.");
        }
    }

    private static void CheckStage(UsagePlanRecord plan, PlanStage stage, ApiGatewayState state)
    {
        if (!state.Stages.Contains((stage.ApiId, stage.StageName))) // recorded with test_usage_plan_crud
        {
            throw ApiGatewayErrors.NotFound($"Invalid API Stage {{api: {stage.ApiId}, stage: {stage.StageName}}} specified for usageplan {plan.Id}");
        }

        if (stage.Throttles.Count > MaxMethodThrottles)
        {
            throw ApiGatewayErrors.LimitExceeded($"API stage {stage.StageName} would have {stage.Throttles.Count} method throttles; the limit is {MaxMethodThrottles}.");
        }

        foreach (var throttle in stage.Throttles.Values)
        {
            CheckThrottle(throttle);
        }
    }

    private static void CheckThrottle(ThrottleLimit? throttle)
    {
        if (throttle is { RatePerSecond: < 0 } or { Burst: < 0 })
        {
            throw ApiGatewayErrors.BadRequest($"Invalid throttle of {throttle.RatePerSecond} requests a second with a burst of {throttle.Burst}: neither may be negative.");
        }
    }

    private static void CheckQuota(QuotaLimit? quota, bool offsetsByDays)
    {
        if (quota is null)
        {
            return;
        }

        if (quota.Limit < 0)
        {
            throw ApiGatewayErrors.BadRequest($"Invalid quota limit {quota.Limit}: it must not be negative.");
        }

        var lastDay = quota.Period switch
        {
            "DAY" => 0,
            "WEEK" => 6,
            "MONTH" => 27,
            _ => throw ApiGatewayErrors.BadRequest($"Invalid quota period '{quota.Period}'. Must be one of: [DAY, WEEK, MONTH]"),
        };
        var lastOffset = offsetsByDays ? lastDay : quota.Limit; // the first period cannot be short of more calls than it has
        if (quota.Offset < 0 || quota.Offset > lastOffset)
        {
            throw ApiGatewayErrors.BadRequest($"Invalid quota offset {quota.Offset}: with period {quota.Period} and limit {quota.Limit} it is 0 to {lastOffset} {(offsetsByDays ? "days" : "calls")}.");
        }
    }
}
