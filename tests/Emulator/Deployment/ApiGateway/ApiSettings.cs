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

    public static void RefuseAuthorizerKeys(PropertyMap properties, string name)
    {
        if (properties.FindOneOf(name, "AUTHORIZER", "HEADER") == "AUTHORIZER")
        {
            throw properties.Require(name).Unexpected("the source of API keys", "HEADER: the emulator has no authorizers", "remove it");
        }
    }
}
