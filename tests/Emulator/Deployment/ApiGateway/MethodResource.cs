using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::Method.</summary>
internal static class MethodResource
{
    private static readonly string[] Known =
    [
        "ApiKeyRequired", "AuthorizationScopes", "AuthorizationType", "AuthorizerId", "HttpMethod", "Integration", "MethodResponses", "OperationName", "RequestModels",
        "RequestParameters", "RequestValidatorId", "ResourceId", "RestApiId",
    ];

    private static readonly string[] Verbs = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan(Known);
        properties.RefuseUnemulated("AuthorizerId", "AuthorizationScopes");
        if (properties.FindText("AuthorizationType") is not (null or "NONE"))
        {
            throw request.Refuse(
                "AuthorizationType",
                $"AuthorizationType {properties.Text("AuthorizationType")}",
                "NONE: the emulator has no authorizers",
                "guard the method with a condition that is false here");
        }

        var draft = request.Stack.Apis.Require(request);
        var path = draft.Paths.PathOf(properties.Text("ResourceId"))
            ?? throw request.Refuse("ResourceId", $"the resource {properties.Text("ResourceId")}", $"a resource of {draft.Name}", "refer to one, or to RootResourceId of the API");
        var verb = properties.FindOneOf("HttpMethod", Verbs) ?? throw request.Refuse("HttpMethod", "no HttpMethod", $"one of {string.Join(", ", Verbs)}", "add it");
        draft.Paths.AddMethod(path, verb, Method(request, draft, path, verb), request.At);
        return request.Deployed(request.GeneratedName());
    }

    private static ApiMethod Method(ResourceRequest request, ApiDraft draft, string path, string verb)
    {
        var properties = request.Properties;
        var contract = new MethodContract { Path = path, Verb = verb, RequestParameters = RequestParameters(properties), Responses = Responses(properties) };
        var integration = properties.FindMap("Integration")
            ?? throw new TemplateException(request.At, $"the method {request.LogicalId} without an Integration", "one", "add it: AWS refuses to deploy a method without");
        return new ApiMethod
        {
            Integration = new IntegrationReader(IntegrationNames.CloudFormation, integration, contract, new UpstreamRules(request.Targets.ConnectedHosts)).Read(),
            ApiKeyRequired = properties.IsTrue("ApiKeyRequired"),
            RequestParameters = contract.RequestParameters,
            ValidatesParameters = Validates(request, draft),
            Responses = contract.Responses,
        };
    }

    private static bool Validates(ResourceRequest request, ApiDraft draft)
    {
        if (request.Properties.FindText("RequestValidatorId") is not { } id)
        {
            return false;
        }

        if (!draft.Validators.TryGetValue(id, out var validator))
        {
            throw request.Refuse("RequestValidatorId", $"the validator {id}", $"a request validator of {draft.Name}", "refer to one");
        }

        return validator is { IsForBodies: true } && request.Properties.Has("RequestModels")
            ? throw request.Refuse("RequestModels", "a body to validate", "a validator with ValidateRequestBody false: the emulator does not validate bodies", "leave the validator or RequestModels out")
            : validator.IsForParameters;
    }

    private static Dictionary<string, bool> RequestParameters(PropertyMap properties) =>
        (properties.FindMap("RequestParameters")?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.AsBoolean(entry.Key), StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Responses(PropertyMap properties) => properties.MapsBy(
        "MethodResponses",
        "StatusCode",
        IReadOnlyDictionary<string, bool> (response) =>
            (response.FindMap("ResponseParameters")?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.AsBoolean(entry.Key), StringComparer.Ordinal));
}
