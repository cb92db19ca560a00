using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Usage plans.</summary>
internal sealed class UsagePlanOperations(ApiGatewayStore store)
{
    public JsonNode CreateUsagePlan(RestCall call)
    {
        var name = call.Body.Text("name");
        var plan = store.CreateUsagePlan(id => new UsagePlanRecord
        {
            Id = id,
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
        var state = store.Now;
        var plans = call.Query("keyId") is { } keyId
            ? state.Attachments.PlansOf(keyId).NewestFirst.Select(planId => new Placed<UsagePlanRecord>(planId.Place, state.Plan(planId.Item)))
            : state.Plans.NewestFirst;
        return Page.Of(call, plans, plan => UsagePlanJson.Of(plan, includeTags: false));
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
