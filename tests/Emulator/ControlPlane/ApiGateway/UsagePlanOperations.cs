using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Usage plans.</summary>
internal sealed class UsagePlanOperations(ApiGatewayStore store)
{
    public JsonNode CreateUsagePlan(RestCall call)
    {
        var name = call.Body.Text("name");
        var plan = store.AddUsagePlan(new UsagePlanRecord
        {
            Id = Identifier.Next(store.Random)[..6],
            Name = string.IsNullOrEmpty(name) ? throw ApiGatewayErrors.BadRequest("Usage Plan name cannot be null or empty") : name,
            Description = call.Body.Text("description"),
            ApiStages = [.. call.Body.Objects("apiStages").Select(UsagePlanJson.Stage)],
            Throttle = UsagePlanJson.Throttle(call.Body.Object("throttle")),
            Quota = UsagePlanJson.Quota(call.Body.Object("quota")),
            Tags = call.Body.Map("tags"),
        });
        return UsagePlanJson.Of(plan, includeTags: plan.Tags.Count > 0);
    }

    /// <summary>With <c>keyId</c>, the plans of one key. Lists come newest first and without tags, as recorded.</summary>
    public JsonNode GetUsagePlans(RestCall call)
    {
        var plans = call.Query("keyId") is { } keyId ? store.PlansOf(keyId) : store.Plans;
        return Page.Of(call, [.. plans.Reverse()], plan => plan.Id, plan => UsagePlanJson.Of(plan, includeTags: false));
    }

    public JsonNode GetUsagePlan(RestCall call) => UsagePlanJson.Of(store.FindPlan(call[0]) ?? throw ApiGatewayErrors.NoSuchPlan(), includeTags: true);

    public JsonNode UpdateUsagePlan(RestCall call)
    {
        var patches = PatchOperation.Read(call.Body);
        return UsagePlanJson.Of(store.UpdateUsagePlan(call[0], plan => patches.Aggregate(plan, UsagePlanPatch.Apply)), includeTags: true);
    }

    public JsonNode? DeleteUsagePlan(RestCall call)
    {
        store.DeleteUsagePlan(call[0]);
        return null;
    }
}
