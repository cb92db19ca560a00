namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The property Auth of AWS::Serverless::Api, as far as it is about API keys.</summary>
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

        // ResourcePolicy takes a Ref to a list apart into characters without a word; a policy in the body says the same and is read alike everywhere.
        auth.RefuseUnemulated("Authorizers", "DefaultAuthorizer", "InvokeRole", "ResourcePolicy", "UsagePlan");
        return auth.IsTrue("ApiKeyRequired");
    }
}
