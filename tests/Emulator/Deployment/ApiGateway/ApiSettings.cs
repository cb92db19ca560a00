namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>Settings of an API that have one meaning under several names.</summary>
internal static class ApiSettings
{
    public static void RefuseDisabledEndpoint(PropertyMap properties)
    {
        if (properties.IsTrue("DisableExecuteApiEndpoint"))
        {
            throw properties.Require("DisableExecuteApiEndpoint").Unexpected("DisableExecuteApiEndpoint", "false: the emulator has no custom domains", "remove it");
        }
    }

    /// <summary>The policies of 2025 need an access mode beside them. [doc: Choose a security policy]</summary>
    public static void CheckSecurityPolicy(PropertyMap properties)
    {
        if (properties.FindText("SecurityPolicy")?.StartsWith("SecurityPolicy_", StringComparison.Ordinal) == true && !properties.Has("EndpointAccessMode"))
        {
            throw properties.Require("SecurityPolicy").Unexpected("SecurityPolicy without EndpointAccessMode", "TLS_1_2, or EndpointAccessMode BASIC or STRICT beside it", "add it");
        }

        properties.FindOneOf("EndpointAccessMode", "BASIC", "STRICT");
    }

    public static void RefuseAuthorizerKeys(PropertyMap properties, string name)
    {
        if (properties.FindOneOf(name, "AUTHORIZER", "HEADER") == "AUTHORIZER")
        {
            throw properties.Require(name).Unexpected("the source of API keys", "HEADER: the emulator has no authorizers", "remove it");
        }
    }
}
