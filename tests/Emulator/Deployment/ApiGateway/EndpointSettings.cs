using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>From where an API can be reached.</summary>
internal sealed record EndpointSettings(string Type, IReadOnlyList<string> VpcEndpointIds)
{
    private static readonly string[] Types = ["EDGE", "PRIVATE", "REGIONAL"];

    /// <summary>SAM's form: a type by itself, or a map with Type and VPCEndpointIds.</summary>
    public static EndpointSettings OfServerless(PropertyMap api)
    {
        if (api.Find("EndpointConfiguration") is ScalarNode)
        {
            return Checked(api, api.FindOneOf("EndpointConfiguration", Types)!, []);
        }

        var settings = api.FindMap("EndpointConfiguration");
        settings?.RefuseOthersThan("IpAddressType", "Type", "VPCEndpointIds");
        return settings is null ? new EndpointSettings("EDGE", []) : Checked(settings, settings.FindOneOf("Type", Types) ?? "EDGE", settings.Texts("VPCEndpointIds"));
    }

    /// <summary>CloudFormation's form: a list of types, of which there can be one.</summary>
    public static EndpointSettings OfRestApi(PropertyMap api)
    {
        var settings = api.FindMap("EndpointConfiguration");
        settings?.RefuseOthersThan("IpAddressType", "Types", "VpcEndpointIds");
        if (settings is null)
        {
            return new EndpointSettings(api.FindMap("Parameters")?.FindOneOf("endpointConfigurationTypes", Types) ?? "EDGE", []);
        }

        var types = settings.Texts("Types");
        return types is [] || (types is [var only] && Types.Contains(only))
            ? Checked(settings, types.Count == 0 ? "EDGE" : types[0], settings.Texts("VpcEndpointIds"))
            : throw settings.Require("Types").Unexpected("the endpoint type", $"one of {string.Join(", ", Types)}", "correct it");
    }

    /// <summary>Adds the endpoints that the API's body names.</summary>
    public EndpointSettings With(IReadOnlyList<string> more, SourceLocation at) => Type == "PRIVATE" || more.Count == 0
        ? this with { VpcEndpointIds = [.. VpcEndpointIds.Union(more)] }
        : throw new TemplateException(at, $"VPC endpoints of a {Type} API", "them at a PRIVATE API only", "remove them, or make the API private");

    private static EndpointSettings Checked(PropertyMap settings, string type, IReadOnlyList<string> vpcEndpointIds)
    {
        // "Only dualstack ipAddressType is supported for Private APIs." [validated by LocalStack's recordings: test_create_rest_api_private_type]
        if (type == "PRIVATE" && settings.Find("IpAddressType") is { } address && address.AsText("IpAddressType") != "dualstack")
        {
            throw address.Unexpected("IpAddressType of a private API", "dualstack", "write dualstack or nothing");
        }

        return new EndpointSettings(type, []).With(vpcEndpointIds, settings.At);
    }
}
