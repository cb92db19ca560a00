using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>A usage plan on the wire.</summary>
internal static class UsagePlanJson
{
    public static JsonObject Of(UsagePlanRecord plan, bool includeTags)
    {
        var json = new JsonObject
        {
            ["id"] = plan.Id,
            ["name"] = plan.Name,
            ["apiStages"] = new JsonArray([.. plan.ApiStages.Select(Of)]),
        };
        if (plan.Description is not null)
        {
            json["description"] = plan.Description;
        }

        if (plan.ProductCode is not null)
        {
            json["productCode"] = plan.ProductCode;
        }

        if (plan.Throttle is not null)
        {
            json["throttle"] = Of(plan.Throttle);
        }

        if (plan.Quota is not null)
        {
            json["quota"] = new JsonObject { ["limit"] = plan.Quota.Limit, ["offset"] = plan.Quota.Offset, ["period"] = plan.Quota.Period };
        }

        if (includeTags)
        {
            json["tags"] = plan.Tags.ToJson();
        }

        return json;
    }

    public static PlanStage Stage(JsonObject json) => json.Text("apiId") is { Length: > 0 } api && json.Text("stage") is { Length: > 0 } stage
        ? new PlanStage(api, stage, Throttles(json.Object("throttle") ?? []))
        : throw ApiGatewayErrors.BadRequest("Invalid API Stage specified");

    public static ThrottleLimit? Throttle(JsonObject? json) => json is null ? null : new ThrottleLimit(json.Number("rateLimit") ?? 0, (int)(json.Whole("burstLimit") ?? 0));

    public static QuotaLimit? Quota(JsonObject? json) => json is null
        ? null
        : new QuotaLimit((int)(json.Whole("limit") ?? 0), json.Text("period") ?? "", (int)(json.Whole("offset") ?? 0));

    private static Dictionary<string, ThrottleLimit> Throttles(JsonObject byMethod) => byMethod.ToDictionary(
        entry => entry.Key,
        entry => Throttle(byMethod.Object(entry.Key)) ?? throw ApiGatewayErrors.BadRequest($"Invalid throttle of method {entry.Key} specified: an object with rateLimit and burstLimit is needed."));

    private static JsonNode Of(PlanStage stage)
    {
        var json = new JsonObject { ["apiId"] = stage.ApiId, ["stage"] = stage.StageName };
        if (stage.Throttles.Count > 0)
        {
            json["throttle"] = new JsonObject(stage.Throttles.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Of(entry.Value))));
        }

        return json;
    }

    private static JsonObject Of(ThrottleLimit throttle) => new() { ["burstLimit"] = throttle.Burst, ["rateLimit"] = throttle.RatePerSecond };
}
