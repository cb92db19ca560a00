using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Stages: the template makes the first ones, whoever calls may add, change and delete.</summary>
internal sealed class StageOperations(ApiGatewayStore store)
{
    public JsonNode CreateStage(RestCall call)
    {
        var api = Api(call);
        RequireDeployment(api, call.Body.Text("deploymentId"));
        var now = store.Time.GetUtcNow();
        return StageJson.Of(store.CreateStage(new ApiStage
        {
            ApiId = api.Id,
            Name = call.Body.Text("stageName") ?? "",
            Description = call.Body.Text("description"),
            Variables = call.Body.Map("variables"),
            DocumentationVersion = call.Body.Text("documentationVersion"),
            HasCache = call.Body.Flag("cacheClusterEnabled") ?? false,
            CacheSize = call.Body.Text("cacheClusterSize") is { } size ? StagePatch.CacheSize(size) : null,
            Canary = CanaryPatch.Read(call.Body.Object("canarySettings"), deploymentId => RequireDeployment(api, deploymentId)),
            IsTraced = call.Body.Flag("tracingEnabled") ?? false,
            Tags = call.Body.Map("tags"),
            CreatedDate = now,
            LastUpdatedDate = now,
        }));
    }

    public JsonNode GetStages(RestCall call)
    {
        var (api, deploymentId) = (Api(call), call.Query("deploymentId"));
        var stages = deploymentId is null || deploymentId == ApiDeployment.IdOf(api.Id) ? store.StagesOf(api.Id) : [];
        return new JsonObject { ["item"] = new JsonArray([.. stages.Select(StageJson.Of)]) };
    }

    public JsonNode GetStage(RestCall call) => StageJson.Of(store.FindStage(Api(call).Id, call[1]) ?? throw ApiGatewayErrors.NoSuchStage());

    public JsonNode UpdateStage(RestCall call)
    {
        var (api, patches) = (Api(call), PatchOperation.Read(call.Body));
        foreach (var patch in patches.Where(patch => patch is { Op: "replace", Path: "/deploymentId" or "/canarySettings/deploymentId" }))
        {
            RequireDeployment(api, patch.Value);
        }

        return StageJson.Of(store.UpdateStage(api.Id, call[1], stage => patches.Aggregate(stage, StagePatch.Apply)));
    }

    public JsonNode? DeleteStage(RestCall call)
    {
        store.DeleteStage(Api(call).Id, call[1]);
        return null;
    }

    private RestApi Api(RestCall call) => store.FindApi(call[0]) ?? throw ApiGatewayErrors.NoSuchApi(call[0]);

    private static void RequireDeployment(RestApi api, string? deploymentId)
    {
        if (deploymentId != ApiDeployment.IdOf(api.Id))
        {
            throw ApiGatewayErrors.BadRequest("Deployment id does not exist");
        }
    }
}
