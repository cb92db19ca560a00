using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::Deployment, with a stage of its own where it names one.</summary>
internal static class ApiDeploymentResource
{
    private static readonly string[] KnownToStages =
    [
        "AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "ClientCertificateId", "Description", "DocumentationVersion", "MethodSettings", "Tags",
        "TracingEnabled", "Variables",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("DeploymentCanarySettings", "Description", "RestApiId", "StageDescription", "StageName");
        var draft = request.Stack.Apis.Require(request);
        NoteMissingDependencies(request);
        var id = ApiPublication.Deploy(draft, request);
        CreateStage(request, draft);
        return request.Deployed(id, ("DeploymentId", id));
    }

    // The stage's settings are those of its description, not the deployment's: Description is a property of both.
    private static void CreateStage(ResourceRequest request, ApiDraft draft)
    {
        var settings = request.Properties.FindMap("StageDescription");
        var canary = request.Properties.FindMap("DeploymentCanarySettings");
        settings?.RefuseOthersThan([.. KnownToStages, .. MethodSettings.OfAllMethods]);
        if (request.Properties.FindText("StageName") is { } name)
        {
            StageRules.Create(request, draft, name, settings ?? new PropertyMap(new MapNode(request.At, []), request.LogicalId), canary);
        }
        else if (settings is not null || canary is not null)
        {
            throw request.Refuse(
                settings is null ? "DeploymentCanarySettings" : "StageDescription",
                "what a stage should be, without a stage",
                "StageName beside it",
                "add it, or describe the stage in an AWS::ApiGateway::Stage");
        }
    }

    // A deployment is a snapshot. CloudFormation may take it before a method that it is not told of exists.
    private static void NoteMissingDependencies(ResourceRequest request)
    {
        var template = request.Stack.Template;
        var late = template.Resources.Where(resource => resource.Type == "AWS::ApiGateway::Method" && !template.Graph.Needs(request.LogicalId, resource.LogicalId)).ToList();
        if (late.Count > 0)
        {
            var names = string.Join(", ", late.Select(method => method.LogicalId));
            request.Stack.Notes.Add($"{request.At}: on AWS the deployment {request.LogicalId} may miss {names}: name them in its DependsOn");
        }
    }
}
