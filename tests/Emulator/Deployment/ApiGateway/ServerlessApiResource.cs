using Egress.Emulator.Deployment.OpenApi;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::Serverless::Api: a REST API with its body, a deployment and a stage, in one.</summary>
internal static class ServerlessApiResource
{
    private static readonly string[] Known =
    [
        "AccessLogSetting", "AlwaysDeploy", "ApiKeySourceType", "Auth", "BinaryMediaTypes", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "Cors", "DefinitionBody",
        "DefinitionUri", "Description", "DisableExecuteApiEndpoint", "Domain", "EndpointAccessMode", "EndpointConfiguration", "FailOnWarnings", "GatewayResponses",
        "MergeDefinitions", "MethodSettings", "MinimumCompressionSize", "Mode", "Models", "Name", "OpenApiVersion", "Policy", "PropagateTags", "SecurityPolicy", "StageName",
        "Tags", "TracingEnabled", "Variables",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan(Known);
        properties.RefuseUnemulated("Cors", "Models");
        ApiSettings.RefuseAuthorizerKeys(properties, "ApiKeySourceType");
        ApiSettings.RefuseDisabledEndpoint(properties);
        ApiSettings.CheckSecurityPolicy(properties);
        RefuseLoops(request.Declaration.Properties.Find("DefinitionBody"));
        var document = OpenApiDocument.Of(request, "DefinitionBody", "DefinitionUri");
        var draft = Draft(request, document);
        document.AddMethodsTo(draft, ServerlessAuth.IsApiKeyRequired(properties), new UpstreamRules(request.Targets.ConnectedHosts));
        document.AddGatewayResponsesTo(draft);
        ServerlessGatewayResponses.AddTo(draft, properties);
        request.Stack.Apis.Add(draft);
        return Deploy(request, draft);
    }

    // SAM CLI 1.164 does not build a template with one (its engine's "Fn::FindInMap layout is incorrect"). [ran]
    private static void RefuseLoops(Node? body)
    {
        if (body is not null && Loops.FindIn(body) is { } loop)
        {
            throw new TemplateException(loop.At, $"{loop.Key} in DefinitionBody", "loops in Resources, Conditions and Outputs: `sam build` fails on one here", "write its paths out, or serve them with {proxy+}");
        }
    }

    private static ApiDraft Draft(ResourceRequest request, OpenApiDocument document) => new(request.Alphanumeric(10))
    {
        Name = request.Properties.FindText("Name") ?? document.Title ?? request.LogicalId,
        Description = request.Properties.FindText("Description") ?? document.Description,
        Endpoint = EndpointSettings.OfServerless(request.Properties).With(document.VpcEndpointIds, request.At),
        Policy = PolicyRules.Read(request.Properties, "Policy") ?? ServerlessResourcePolicy.Read(request, document) ?? document.Policy,
        Tags = request.Properties.Tags(),
        BinaryMediaTypes = [.. request.Properties.Texts("BinaryMediaTypes").Select(type => type.Replace("~1", "/", StringComparison.Ordinal)), .. document.BinaryMediaTypes],
        MinimumCompressionSizeBytes = request.Properties.FindInteger("MinimumCompressionSize") ?? document.MinimumCompressionSizeBytes,
    };

    private static DeployedResource Deploy(ResourceRequest request, ApiDraft draft)
    {
        var deployment = ApiPublication.Deploy(draft, request);
        var stage = StageRules.Create(request, draft, request.Properties.Text("StageName"));

        // Without OpenApiVersion SAM names the deployment's own stage "Stage", and AWS makes it (aws/serverless-application-model #191).
        if (!request.Properties.Has("OpenApiVersion"))
        {
            StageRules.Create(request, draft, "Stage");
        }

        return request.Deployed(draft.Id, ("RootResourceId", draft.Paths.RootId), ("RestApiId", draft.Id)) with
        {
            Generated = new Dictionary<string, string> { ["Stage"] = stage.Name, ["Deployment"] = deployment },
        };
    }
}
