using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Resources, methods and integrations: read-only, the template is their source.</summary>
internal sealed class ResourceOperations(ApiGatewayStore store)
{
    public JsonNode GetResources(RestCall call) =>
        Page.Of(call, Api(call).Resources.Select((resource, place) => new Placed<ApiResource>(place, resource)), resource => Json(Api(call), resource, IsEmbedded(call)));

    public JsonNode GetResource(RestCall call)
    {
        var resource = Resource(call);
        return Json(Api(call), resource, IsEmbedded(call));
    }

    public JsonNode GetMethod(RestCall call) => Json(Resource(call), call[2], Method(call));

    public JsonNode GetMethodResponse(RestCall call) =>
        Method(call).Responses.TryGetValue(call[3], out var parameters) ? Json(call[3], parameters) : throw ApiGatewayErrors.NoSuchResponse();

    public JsonNode GetIntegration(RestCall call) => IntegrationJson.Of(Resource(call), Method(call).Integration);

    public JsonNode GetIntegrationResponse(RestCall call) =>
        IntegrationJson.Of(Method(call).Integration.Responses.FirstOrDefault(response => response.StatusCode == call[3]) ?? throw ApiGatewayErrors.NoSuchResponse());

    private RestApi Api(RestCall call) => store.FindApi(call[0]) ?? throw ApiGatewayErrors.NoSuchApi(call[0]);

    // Of an API that does not exist the resource is what is missing (recorded 2025-06-18 and 2025-11-18).
    private ApiResource Resource(RestCall call) => store.FindApi(call[0])?.Resources.FirstOrDefault(resource => resource.Id == call[1]) ?? throw ApiGatewayErrors.NoSuchResource();

    private ApiMethod Method(RestCall call) => Resource(call).Methods.GetValueOrDefault(call[2]) ?? throw ApiGatewayErrors.NoSuchMethod();

    private static bool IsEmbedded(RestCall call) => call.QueryParameters["embed"].Contains("methods");

    private static JsonObject Json(RestApi api, ApiResource resource, bool isEmbedded)
    {
        var json = new JsonObject { ["id"] = resource.Id, ["path"] = resource.Path };
        if (resource.Path != "/")
        {
            var slash = resource.Path.LastIndexOf('/');
            json["pathPart"] = resource.Path[(slash + 1)..];
            json["parentId"] = api.Resources.FirstOrDefault(parent => parent.Path == (slash == 0 ? "/" : resource.Path[..slash]))?.Id;
        }

        if (resource.Methods.Count > 0)
        {
            json["resourceMethods"] = new JsonObject(resource.Methods.Select(method =>
                KeyValuePair.Create(method.Key, (JsonNode?)(isEmbedded ? Json(resource, method.Key, method.Value) : new JsonObject()))));
        }

        return json;
    }

    /// <summary>Collections of nothing are absent (recorded 2024-04-15, 2025-07-01).</summary>
    private static JsonObject Json(ApiResource resource, string verb, ApiMethod method)
    {
        var json = new JsonObject
        {
            ["httpMethod"] = verb,
            ["authorizationType"] = "NONE",
            ["apiKeyRequired"] = method.ApiKeyRequired,
            ["methodIntegration"] = IntegrationJson.Of(resource, method.Integration),
        };
        if (method.RequestParameters.Count > 0)
        {
            json["requestParameters"] = new JsonObject(method.RequestParameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value)));
        }

        if (method.Responses.Count > 0)
        {
            json["methodResponses"] = new JsonObject(method.Responses.Select(response => KeyValuePair.Create(response.Key, (JsonNode?)Json(response.Key, response.Value))));
        }

        return json;
    }

    private static JsonObject Json(string status, IReadOnlyDictionary<string, bool> parameters)
    {
        var json = new JsonObject { ["statusCode"] = status };
        if (parameters.Count > 0)
        {
            json["responseParameters"] = new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value)));
        }

        return json;
    }
}
