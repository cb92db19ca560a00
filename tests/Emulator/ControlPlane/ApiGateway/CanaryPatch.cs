using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// A stage's canary on the wire [API reference, CanarySettings] and its patches [Update, Promote and Disable a canary release]: replace of <c>/canarySettings/percentTraffic</c>,
/// <c>…/useStageCache</c>, <c>…/deploymentId</c> and <c>…/stageVariableOverrides/{name}</c>, the first of which makes the canary; remove of an override and of
/// <c>/canarySettings</c>; copy of its deployment id and its overrides to the stage. What is refused is refused as recorded with test_update_stage_canary_deployment_validation
/// and test_update_stage_with_copy_ops, 2025-05-30.
/// </summary>
internal static class CanaryPatch
{
    private const string Overrides = "/canarySettings/stageVariableOverrides";

    public static bool Concerns(PatchOperation patch) => patch.Op == "copy" || patch.Path.Split('/') is [_, "canarySettings", ..];

    public static ApiStage Apply(ApiStage stage, PatchOperation patch)
    {
        var canary = stage.Canary ?? new CanaryRelease();
        return (patch.Op, patch.Path) switch
        {
            ("copy", _) => Promoted(stage, patch),
            ("remove", "/canarySettings") => stage with { Canary = null },
            ("replace", "/canarySettings/deploymentId") => stage with { Canary = canary }, // an API has one here, and the value was checked
            ("replace", "/canarySettings/percentTraffic") => stage with { Canary = Checked(canary with { PercentTraffic = patch.Number() }) },
            ("replace", "/canarySettings/useStageCache") => stage with { Canary = canary with { UsesStageCache = patch.Flag() } },
            ("replace" or "remove", var path) when path.StartsWith(Overrides + "/", StringComparison.Ordinal) => stage with
            {
                Canary = canary with { StageVariableOverrides = StagePatch.Variables(canary.StageVariableOverrides, path[(Overrides.Length + 1)..], patch) },
            },
            ("add", _) => throw ApiGatewayErrors.BadRequest($"Invalid add operation with path: {patch.Path}"),
            ("remove", _) => throw MethodSettingPatch.NothingToRemove(patch),
            _ => throw MethodSettingPatch.InvalidPath(patch),
        };
    }

    public static CanaryRelease? Read(JsonObject? json, Action<string> checkDeployment)
    {
        if (json is null)
        {
            return null;
        }

        if (json.Text("deploymentId") is { } deploymentId)
        {
            checkDeployment(deploymentId);
        }

        return Checked(new CanaryRelease
        {
            PercentTraffic = json.Number("percentTraffic") ?? 0,
            StageVariableOverrides = json.Map("stageVariableOverrides"),
            UsesStageCache = json.Flag("useStageCache") ?? false,
        });
    }

    public static JsonObject Json(ApiStage stage, CanaryRelease canary)
    {
        var json = new JsonObject { ["percentTraffic"] = canary.PercentTraffic, ["deploymentId"] = ApiDeployment.IdOf(stage.ApiId), ["useStageCache"] = canary.UsesStageCache };
        if (canary.StageVariableOverrides.Count > 0)
        {
            json["stageVariableOverrides"] = canary.StageVariableOverrides.ToJson();
        }

        return json;
    }

    // The canary stays, until it is removed.
    private static ApiStage Promoted(ApiStage stage, PatchOperation patch)
    {
        var isOfVariables = (patch.From, patch.Path) == (Overrides, "/variables");
        if (!isOfVariables && (patch.From, patch.Path) != ("/canarySettings/deploymentId", "/deploymentId"))
        {
            throw ApiGatewayErrors.BadRequest(
                $"Invalid copy operation with path: {patch.Path} and from {patch.From}. Valid copy:path are [/deploymentId, /variables] "
                + $"and valid copy:from are [/canarySettings/deploymentId, {Overrides}]");
        }

        var canary = stage.Canary ?? throw ApiGatewayErrors.BadRequest("Promotion not available. Canary does not exist.");
        return isOfVariables ? WithVariables(stage, canary.Over(stage.Variables)) : stage;
    }

    private static ApiStage WithVariables(ApiStage stage, IReadOnlyDictionary<string, string> variables)
    {
        StageLimits.CheckVariables(variables);
        return stage with { Variables = variables };
    }

    private static CanaryRelease Checked(CanaryRelease canary)
    {
        StageLimits.CheckVariables(canary.StageVariableOverrides);
        return canary.PercentTraffic is >= 0 and <= 100 ? canary : throw ApiGatewayErrors.BadRequest($"Invalid percentTraffic {canary.PercentTraffic} specified: 0 to 100 per cent are possible.");
    }
}
