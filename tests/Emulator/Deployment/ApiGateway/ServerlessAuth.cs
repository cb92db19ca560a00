namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The property Auth of AWS::Serverless::Api, as far as it is about API keys. The plan that it may ask for is a resource: <see cref="Template.ServerlessUsagePlan"/>.</summary>
internal static class ServerlessAuth
{
    private static readonly string[] Known =
    [
        "AddApiKeyRequiredToCorsPreflight", "AddDefaultAuthorizerToCorsPreflight", "ApiKeyRequired", "Authorizers", "DefaultAuthorizer", "InvokeRole", "ResourcePolicy",
        "UsagePlan",
    ];

    public static bool IsApiKeyRequired(PropertyMap api)
    {
        if (api.FindMap("Auth") is not { } auth)
        {
            return false;
        }

        auth.RefuseOthersThan(Known);

        auth.RefuseUnemulated("Authorizers", "DefaultAuthorizer", "InvokeRole");
        return auth.IsTrue("ApiKeyRequired");
    }
}
