using Egress.Emulator.Deployment.OpenApi;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::RestApi, with a body or with resources and methods to come.</summary>
internal static class RestApiResource
{
    private static readonly string[] Known =
    [
        "ApiKeySourceType", "BinaryMediaTypes", "Body", "BodyS3Location", "CloneFrom", "Description", "DisableExecuteApiEndpoint", "EndpointAccessMode", "EndpointConfiguration",
        "FailOnWarnings", "MinimumCompressionSize", "Mode", "Name", "Parameters", "Policy", "SecurityPolicy", "Tags",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan(Known);
        properties.RefuseUnemulated("CloneFrom");
        ApiSettings.RefuseDisabledEndpoint(properties);
        ApiSettings.CheckSecurityPolicy(properties);
        properties.FindMap("Parameters")?.RefuseOthersThan("endpointConfigurationTypes", "ignore");
        ApiSettings.RefuseAuthorizerKeys(properties, "ApiKeySourceType");
        var document = properties.Has("Body") || properties.Has("BodyS3Location") ? OpenApiDocument.Of(request, "Body", "BodyS3Location") : null;
        var draft = new ApiDraft(request.Alphanumeric(10))
        {
            Name = document?.Title ?? properties.Text("Name"),
            Description = properties.FindText("Description") ?? document?.Description,
            Endpoint = EndpointSettings.OfRestApi(properties).With(document?.VpcEndpointIds ?? [], request.At),
            Policy = PolicyRules.Read(properties, "Policy") ?? document?.Policy,
            Tags = properties.Tags(),
            BinaryMediaTypes = [.. properties.Texts("BinaryMediaTypes"), .. document?.BinaryMediaTypes ?? []],
            MinimumCompressionSizeBytes = properties.FindInteger("MinimumCompressionSize") ?? document?.MinimumCompressionSizeBytes,
        };
        document?.AddMethodsTo(draft, isApiKeyRequired: false, new UpstreamRules(request.Targets.ConnectedHosts));
        document?.AddGatewayResponsesTo(draft);
        request.Stack.Apis.Add(draft);
        return request.Deployed(draft.Id, ("RootResourceId", draft.Paths.RootId), ("RestApiId", draft.Id));
    }
}
