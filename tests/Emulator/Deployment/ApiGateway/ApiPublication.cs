using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What CreateDeployment checks before an API goes live.</summary>
internal static class ApiPublication
{
    public static string Deploy(ApiDraft draft, ResourceRequest request)
    {
        if (!draft.Paths.HasMethods)
        {
            throw new TemplateException(request.At, $"a deployment of {draft.Name}, which has no methods", "methods that exist before", "name the methods in DependsOn of the deployment");
        }

        // CreateDeployment: "Private REST API doesn't have a resource policy attached to it".
        if (draft.Endpoint.Type == "PRIVATE" && draft.Policy is null)
        {
            throw new TemplateException(request.At, $"a deployment of {draft.Name}, a private API without a resource policy", "a policy that says who may call", "add x-amazon-apigateway-policy to the body");
        }

        var id = request.Alphanumeric(6, "deployment");
        draft.DeploymentIds.Add(id);
        return id;
    }
}
