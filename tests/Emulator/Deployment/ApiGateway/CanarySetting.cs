using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>
/// The canary of a stage: <c>CanarySetting</c> of AWS::ApiGateway::Stage, of AWS::Serverless::Api and of a StageDescription, <c>DeploymentCanarySettings</c> of
/// AWS::ApiGateway::Deployment (AWS pages of these types).
/// </summary>
internal static class CanarySetting
{
    public static CanaryRelease? Read(PropertyMap? canary, ApiDraft draft, MapNode? variables, UpstreamRules upstreams)
    {
        if (canary is null)
        {
            return null;
        }

        canary.RefuseOthersThan("DeploymentId", "PercentTraffic", "StageVariableOverrides", "UseStageCache");
        CheckDeployment(canary, draft);
        upstreams.CheckStage(draft, Over(variables, StageVariables.Read(canary, "StageVariableOverrides")));
        return new CanaryRelease
        {
            PercentTraffic = Percent(canary),
            StageVariableOverrides = canary.TextsByKey("StageVariableOverrides"),
            UsesStageCache = canary.IsTrue("UseStageCache"),
        };
    }

    private static void CheckDeployment(PropertyMap canary, ApiDraft draft)
    {
        if (canary.FindText("DeploymentId") is { } deployment && deployment != ApiDeployment.IdOf(draft.Id))
        {
            throw canary.Require("DeploymentId").Unexpected("the deployment of a canary", $"a deployment of {draft.Name}", "refer to one with Ref");
        }
    }

    private static double Percent(PropertyMap canary) => canary.FindNumber("PercentTraffic") is var percent and not > 100
        ? percent ?? 0
        : throw canary.Require("PercentTraffic").Unexpected("PercentTraffic", "0 to 100 per cent", "correct it");

    private static MapNode? Over(MapNode? variables, MapNode? overrides) => variables is null || overrides is null
        ? overrides ?? variables
        : new MapNode(overrides.At, [.. variables.Entries.Where(entry => overrides.Find(entry.Key) is null), .. overrides.Entries]);
}
