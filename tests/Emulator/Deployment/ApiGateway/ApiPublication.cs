using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>What CreateDeployment checks before an API goes live.</summary>
internal static class ApiPublication
{
    // AWS page "Quotas for configuring and running a REST API".
    private const int LongestPolicy = 8192;

    public static string Deploy(ApiDraft draft, ResourceRequest request)
    {
        if (!draft.Paths.HasMethods)
        {
            throw new TemplateException(
                request.At,
                $"a deployment of {draft.Name}, which has no methods",
                "methods that exist before",
                "name the methods in DependsOn of the deployment");
        }

        // CreateDeployment: "Private REST API doesn't have a resource policy attached to it".
        if (draft.Endpoint.Type == "PRIVATE" && draft.Policy is null)
        {
            throw new TemplateException(
                request.At,
                $"a deployment of {draft.Name}, a private API without a resource policy",
                "a policy that says who may call",
                "add x-amazon-apigateway-policy to the body");
        }

        if (draft.Policy?.Length > LongestPolicy)
        {
            throw new TemplateException(request.At, $"a resource policy of {draft.Policy.Length} characters", $"at most {LongestPolicy}", "shorten it");
        }

        draft.IsDeployed = true;
        return ApiDeployment.IdOf(draft.Id);
    }
}
