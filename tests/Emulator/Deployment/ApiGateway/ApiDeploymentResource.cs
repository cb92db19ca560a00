namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::Deployment, with a stage of its own where it names one.</summary>
internal static class ApiDeploymentResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("DeploymentCanarySettings", "Description", "RestApiId", "StageDescription", "StageName");
        properties.RefuseUnemulated("DeploymentCanarySettings", "StageDescription");
        var draft = request.Stack.Apis.Require(request);
        NoteMissingDependencies(request);
        var id = ApiPublication.Deploy(draft, request);
        if (properties.FindText("StageName") is { } stage)
        {
            StageRules.Create(request, draft, stage);
        }

        return request.Deployed(id, ("DeploymentId", id));
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
