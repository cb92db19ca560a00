using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::UsagePlan.</summary>
internal static class UsagePlanResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("ApiStages", "Description", "Quota", "Tags", "Throttle", "UsagePlanName");
        var plan = request.Targets.Apis.AddUsagePlan(new UsagePlanRecord
        {
            Id = request.Alphanumeric(6),
            Name = properties.FindText("UsagePlanName") ?? request.GeneratedName(),
            Description = properties.FindText("Description"),
            ApiStages = [.. properties.Maps("ApiStages").Select(Stage)],
            Throttle = Throttle(properties.FindMap("Throttle")),
            Quota = Quota(properties.FindMap("Quota")),
            Tags = properties.Tags(),
        });
        return request.Deployed(plan.Id, ("Id", plan.Id));
    }

    private static PlanStage Stage(PropertyMap stage)
    {
        stage.RefuseOthersThan("ApiId", "Stage", "Throttle");
        var throttles = stage.FindMap("Throttle");
        var byMethod = (throttles?.Entries ?? []).ToDictionary(entry => entry.Key, entry => Throttle(throttles!.FindMap(entry.Key))!, StringComparer.Ordinal);
        return new PlanStage(stage.Text("ApiId"), stage.Text("Stage"), byMethod);
    }

    private static ThrottleLimit? Throttle(PropertyMap? throttle)
    {
        throttle?.RefuseOthersThan("BurstLimit", "RateLimit");
        return throttle is null ? null : new ThrottleLimit(throttle.FindNumber("RateLimit") ?? 0, throttle.FindInteger("BurstLimit") ?? 0);
    }

    private static QuotaLimit? Quota(PropertyMap? quota)
    {
        quota?.RefuseOthersThan("Limit", "Offset", "Period");
        if (quota?.FindInteger("Limit", least: 1) is not { } limit)
        {
            return null;
        }

        quota.Text("Period");
        var period = quota.FindOneOf("Period", "DAY", "MONTH", "WEEK")!;
        return new QuotaLimit(limit, period, quota.FindInteger("Offset") ?? 0);
    }
}
