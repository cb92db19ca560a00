using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>A stage as the management API shows it.</summary>
internal static class StageJson
{
    public static JsonNode Of(ApiStage stage)
    {
        var json = new JsonObject
        {
            ["stageName"] = stage.Name,
            ["deploymentId"] = ApiDeployment.IdOf(stage.ApiId),
            ["createdDate"] = stage.CreatedDate.ToUnixTimeSeconds(),
            ["lastUpdatedDate"] = (stage.LastUpdatedDate ?? stage.CreatedDate).ToUnixTimeSeconds(),
            ["cacheClusterEnabled"] = stage.HasCache,
            ["cacheClusterStatus"] = stage.HasCache ? "AVAILABLE" : "NOT_AVAILABLE",
            ["methodSettings"] = new JsonObject(stage.MethodSettings.Select(setting => KeyValuePair.Create(Key(setting.Key), (JsonNode?)Of(setting.Value)))),
            ["tracingEnabled"] = stage.IsTraced,
        };
        Add(json, "tags", stage.Tags.Count > 0 ? stage.Tags.ToJson() : null); // absent without any, recorded 2026-02-25
        Add(json, "description", stage.Description);
        Add(json, "variables", stage.Variables.Count > 0 ? stage.Variables.ToJson() : null);
        Add(json, "cacheClusterSize", stage.CacheSize);
        Add(json, "clientCertificateId", stage.ClientCertificateId);
        Add(json, "documentationVersion", stage.DocumentationVersion);
        Add(json, "webAclArn", stage.WebAcl?.Arn);
        Add(json, "accessLogSettings", AccessLog(stage));
        Add(json, "canarySettings", stage.Canary is { } canary ? CanaryPatch.Json(stage, canary) : null);
        return json;
    }

    private static JsonObject? AccessLog(ApiStage stage)
    {
        if (stage.AccessLogFormat is null && stage.AccessLogDestination is null)
        {
            return null;
        }

        var json = new JsonObject();
        Add(json, "format", stage.AccessLogFormat);
        Add(json, "destinationArn", stage.AccessLogDestination);
        return json;
    }

    // Without its first slash, as Terraform's provider looks for it (aws_api_gateway_method_settings: "test/GET").
    private static string Key(string method) => method.StartsWith('/') ? method[1..] : method;

    private static JsonObject Of(MethodSetting setting)
    {
        var json = new JsonObject
        {
            ["metricsEnabled"] = setting.IsMeasured,
            ["dataTraceEnabled"] = setting.TracesData,
            ["throttlingBurstLimit"] = setting.Burst,
            ["throttlingRateLimit"] = setting.RatePerSecond,
            ["cachingEnabled"] = setting.IsCached,
            ["cacheTtlInSeconds"] = setting.CacheTtlInSeconds,
            ["cacheDataEncrypted"] = setting.EncryptsCache,
            ["requireAuthorizationForCacheControl"] = setting.CacheControlNeedsAuthorization,
            ["unauthorizedCacheControlHeaderStrategy"] = setting.UnauthorizedCacheControl,
        };
        Add(json, "loggingLevel", setting.LoggingLevel);
        return json;
    }

    private static void Add(JsonObject json, string member, JsonNode? value)
    {
        if (value is not null)
        {
            json[member] = value;
        }
    }
}
