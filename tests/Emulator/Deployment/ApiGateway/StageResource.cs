using Egress.Emulator.ControlPlane.ApiGateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::Stage.</summary>
internal static class StageResource
{
    private static readonly string[] Known =
    [
        "AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "ClientCertificateId", "DeploymentId", "Description", "DocumentationVersion",
        "MethodSettings", "RestApiId", "StageName", "Tags", "TracingEnabled", "Variables",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan(Known);
        var draft = request.Stack.Apis.Require(request);
        var deployment = request.Properties.Text("DeploymentId");
        if (!draft.IsDeployed || deployment != ApiDeployment.IdOf(draft.Id))
        {
            throw request.Refuse("DeploymentId", $"the deployment {deployment}", $"a deployment of {draft.Name}", "refer to one: SAM's is the Ref {api}.Deployment");
        }

        return request.Deployed(StageRules.Create(request, draft, request.Properties.Text("StageName")).Name);
    }
}
