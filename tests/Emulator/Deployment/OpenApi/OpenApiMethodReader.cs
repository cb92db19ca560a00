using Egress.Emulator.Deployment.ApiGateway;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.OpenApi;

/// <summary>An operation of the body → a method of the API.</summary>
internal sealed class OpenApiMethodReader(PropertyMap body, bool isApiKeyRequired, UpstreamRules upstreams)
{
    private const string AnyMethod = "x-amazon-apigateway-any-method";
    private const string IntegrationExtension = "x-amazon-apigateway-integration";

    private static readonly string[] Verbs = ["delete", "get", "head", "options", "patch", "post", "put"];
    private static readonly string[] KnownToPaths = [AnyMethod, "parameters", "summary", "description", "servers", "$ref", .. Verbs];

    private static readonly string[] KnownExtensions =
    [
        "x-amazon-apigateway-auth", "x-amazon-apigateway-documentation", IntegrationExtension, "x-amazon-apigateway-request-validator",
    ];

    private readonly OpenApiSecurity _security = new(body);
    private readonly OpenApiParameters _parameters = new(body);
    private readonly OpenApiValidators _validators = new(body);

    public static IEnumerable<(string Verb, PropertyMap Operation)> Operations(PropertyMap path)
    {
        path.RefuseOthersThan([.. KnownToPaths, .. path.Entries.Select(entry => entry.Key).Where(IsForeignExtension)]);
        path.RefuseUnemulated("$ref");
        return path.Entries
            .Where(entry => entry.Key == AnyMethod || Verbs.Contains(entry.Key))
            .Select(entry => (entry.Key == AnyMethod ? "ANY" : entry.Key.ToUpperInvariant(), path.FindMap(entry.Key)!));
    }

    public ApiMethod Read(string path, string verb, PropertyMap item, PropertyMap operation)
    {
        OpenApiExtensions.RefuseUnknown(operation, KnownExtensions);
        var integration = operation.FindMap(IntegrationExtension)
            ?? throw new TemplateException(operation.At, $"no {IntegrationExtension} in {operation.What}", "one", "add it: AWS refuses to deploy a method without");
        var contract = new MethodContract { Path = path, Verb = verb, RequestParameters = _parameters.Read(item, operation), Responses = Responses(operation) };
        return new ApiMethod
        {
            Integration = new IntegrationReader(IntegrationNames.OpenApi, integration, contract, upstreams).Read(),
            ApiKeyRequired = isApiKeyRequired | _security.RequiresApiKey(operation),
            RequestParameters = contract.RequestParameters,
            ValidatesParameters = _validators.ValidatesParameters(operation),
            Responses = contract.Responses,
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, bool>> Responses(PropertyMap operation)
    {
        var responses = operation.FindMap("responses");
        return (responses?.Entries ?? []).ToDictionary(entry => entry.Key, IReadOnlyDictionary<string, bool> (entry) => Headers(responses!.FindMap(entry.Key)!), StringComparer.Ordinal);
    }

    private static Dictionary<string, bool> Headers(PropertyMap response) =>
        (response.FindMap("headers")?.Entries ?? []).ToDictionary(header => $"method.response.header.{header.Key}", _ => false, StringComparer.Ordinal);

    private static bool IsForeignExtension(string key) => key.StartsWith("x-", StringComparison.Ordinal) && !key.StartsWith("x-amazon-", StringComparison.Ordinal);
}
