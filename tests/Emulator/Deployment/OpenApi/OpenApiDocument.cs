using Egress.Emulator.Deployment.ApiGateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.OpenApi;

/// <summary>The body of a REST API: OpenAPI 3 (or Swagger 2) with the API Gateway extensions (AWS page "OpenAPI extensions for API Gateway").</summary>
internal sealed class OpenApiDocument
{
    private static readonly string[] KnownExtensions =
    [
        "x-amazon-apigateway-api-key-source", "x-amazon-apigateway-binary-media-types", "x-amazon-apigateway-documentation",
        "x-amazon-apigateway-endpoint-access-mode", "x-amazon-apigateway-endpoint-configuration",
        "x-amazon-apigateway-gateway-responses", "x-amazon-apigateway-importexport-version", "x-amazon-apigateway-minimum-compression-size", "x-amazon-apigateway-policy",
        "x-amazon-apigateway-request-validator", "x-amazon-apigateway-request-validators", "x-amazon-apigateway-security-policy",
    ];

    // AWS page "Quotas for configuring and running a REST API": 6 MB.
    private const int LargestDefinitionBytes = 6 * 1024 * 1024;

    private readonly PropertyMap _body;

    private OpenApiDocument(PropertyMap body)
    {
        _body = body;
        OpenApiExtensions.RefuseUnknown(body, KnownExtensions);
        ApiSettings.RefuseAuthorizerKeys(body, "x-amazon-apigateway-api-key-source");
        var version = body.FindText("openapi") ?? body.FindText("swagger");
        if (version is null || !(version.StartsWith("3.", StringComparison.Ordinal) || version == "2.0"))
        {
            throw new TemplateException(body.At, $"a body of version '{version}'", "openapi: 3.0.1, or another 3.x, or swagger: '2.0'", "add or correct it");
        }
    }

    public string? Title => _body.FindMap("info")?.FindText("title");
    public string? Description => _body.FindMap("info")?.FindText("description");
    public string? Policy => PolicyRules.Read(_body, "x-amazon-apigateway-policy");
    public IReadOnlyList<string> BinaryMediaTypes => _body.Texts("x-amazon-apigateway-binary-media-types");
    public int? MinimumCompressionSizeBytes => _body.FindInteger("x-amazon-apigateway-minimum-compression-size");

    /// <summary>From the top of the body, and from its servers, where OpenAPI 3 has it (AWS page "x-amazon-apigateway-endpoint-configuration object").</summary>
    public IReadOnlyList<string> VpcEndpointIds => [.. new[] { _body }.Concat(_body.Maps("servers")).SelectMany(EndpointsOf).Distinct()];

    /// <summary>Path and verb of every method, <c>*</c> for ANY.</summary>
    public IEnumerable<(string Path, string Verb)> Methods =>
        from path in _body.FindMap("paths")?.Maps() ?? []
        from method in OpenApiMethodReader.Operations(path.Value)
        select (path.Key, method.Verb == "ANY" ? "*" : method.Verb);

    /// <summary>The body, inline or from a file beside the template.</summary>
    public static OpenApiDocument Of(ResourceRequest request, string inline, string file)
    {
        var body = request.Properties.Find(inline) ?? FromFile(request, file);
        return new OpenApiDocument(new PropertyMap(body.AsMap("the body of an API"), $"the body of {request.LogicalId}"));
    }

    public void AddMethodsTo(ApiDraft draft, bool isApiKeyRequired, UpstreamRules upstreams)
    {
        var faults = new TemplateFaults();
        var reader = new OpenApiMethodReader(_body, isApiKeyRequired, upstreams);
        foreach (var path in _body.FindMap("paths")?.Entries ?? [])
        {
            var item = new PropertyMap(path.Value.AsMap($"the path {path.Key}"), $"the path {path.Key}");
            faults.Try(() => draft.Paths.AddPath(path.Key, path.At));
            foreach (var (verb, operation) in faults.Try(() => OpenApiMethodReader.Operations(item).ToList()) ?? [])
            {
                faults.Try(() => draft.Paths.AddMethod(path.Key, verb, reader.Read(path.Key, verb, item, operation), operation.At));
            }
        }

        faults.ThrowIfAny();
    }

    public void AddGatewayResponsesTo(ApiDraft draft)
    {
        var responses = _body.FindMap("x-amazon-apigateway-gateway-responses");
        foreach (var entry in responses?.Entries ?? [])
        {
            GatewayResponseRules.CheckType(entry.Key, entry.At);
            var response = responses!.FindMap(entry.Key)!;
            response.RefuseOthersThan("responseParameters", "responseTemplates", "statusCode");
            draft.GatewayResponses[entry.Key] = GatewayResponseRules.Read(response, "statusCode", "responseParameters", "responseTemplates");
        }
    }

    private static IReadOnlyList<string> EndpointsOf(PropertyMap owner)
    {
        var settings = owner.FindMap("x-amazon-apigateway-endpoint-configuration");
        settings?.RefuseOthersThan("disableExecuteApiEndpoint", "ipAddressType", "vpcEndpointIds");
        return settings?.IsTrue("disableExecuteApiEndpoint") == true
            ? throw settings.Require("disableExecuteApiEndpoint").Unexpected("disableExecuteApiEndpoint", "false: the emulator has no custom domains", "remove it")
            : settings?.Texts("vpcEndpointIds") ?? [];
    }

    private static Node FromFile(ResourceRequest request, string property)
    {
        if (request.Properties.Require(property) is not ScalarNode name)
        {
            throw request.Refuse(property, $"{property} in a bucket", "a file beside the template", "name the file");
        }

        var file = Path.Combine(Path.GetDirectoryName(request.Stack.Template.File) ?? "", name.AsText(property));
        return File.Exists(file)
            ? TemplateParser.Parse(file, TemplateFile.Read(file, LargestDefinitionBytes, "an API's definition", "correct it"))
            : throw request.Refuse(property, $"{property} '{name.Text}', which is no file", "a file, its path relative to the template", "correct it");
    }
}
