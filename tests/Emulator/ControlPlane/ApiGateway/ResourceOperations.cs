using System.Globalization;
using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Resources, methods and integrations: read-only, the template is their source.</summary>
internal sealed class ResourceOperations(ApiGatewayStore store)
{
    public JsonNode GetResources(RestCall call) =>
        Page.Of(call, Api(call).Resources.Select((resource, place) => new Placed<ApiResource>(place, resource)), resource => Json(Api(call), resource, IsEmbedded(call)));

    public JsonNode GetResource(RestCall call) => Json(Api(call), Resource(call), IsEmbedded(call));

    public JsonNode GetMethod(RestCall call) => Json(call[2], Method(call));

    public JsonNode GetIntegration(RestCall call) => Json(Method(call).Integration);

    private RestApi Api(RestCall call) => store.FindApi(call[0]) ?? throw ApiGatewayErrors.NoSuchApi(call[0]);

    private ApiResource Resource(RestCall call) => Api(call).Resources.FirstOrDefault(resource => resource.Id == call[1]) ?? throw ApiGatewayErrors.NoSuchResource();

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
                KeyValuePair.Create(method.Key, (JsonNode?)(isEmbedded ? Json(method.Key, method.Value) : new JsonObject()))));
        }

        return json;
    }

    private static JsonObject Json(string verb, ApiMethod method) => new()
    {
        ["httpMethod"] = verb,
        ["authorizationType"] = "NONE",
        ["apiKeyRequired"] = method.ApiKeyRequired,
        ["requestParameters"] = new JsonObject(method.RequestParameters.Select(parameter => KeyValuePair.Create(parameter.Key, (JsonNode?)parameter.Value))),
        ["methodResponses"] = new JsonObject(method.ResponseStatusCodes.Select(status => KeyValuePair.Create(status, (JsonNode?)new JsonObject { ["statusCode"] = status }))),
        ["methodIntegration"] = Json(method.Integration),
    };

    private static JsonObject Json(Integration integration)
    {
        var json = new JsonObject
        {
            ["type"] = integration.Type,
            ["requestParameters"] = integration.RequestParameters.ToJson(),
            ["requestTemplates"] = integration.RequestTemplates.ToJson(),
            ["passthroughBehavior"] = integration.PassthroughBehavior,
            ["timeoutInMillis"] = (int)integration.Timeout.TotalMilliseconds,
            ["responseTransferMode"] = integration.IsStreamed ? "STREAM" : "BUFFERED",
            ["integrationResponses"] = new JsonObject(integration.Responses.Select(response => KeyValuePair.Create(response.StatusCode, (JsonNode?)Json(response)))),
        };
        if (integration.HttpMethod is { } verb)
        {
            json["httpMethod"] = verb;
        }

        if (integration.Uri is { } uri)
        {
            json["uri"] = uri;
            json["connectionType"] = "INTERNET";
        }

        return json;
    }

    private static JsonObject Json(IntegrationResponse response)
    {
        var json = new JsonObject
        {
            ["statusCode"] = response.StatusCode.ToString(CultureInfo.InvariantCulture),
            ["responseParameters"] = response.ResponseParameters.ToJson(),
            ["responseTemplates"] = response.ResponseTemplates.ToJson(),
        };
        if (response.SelectionPattern is { } pattern)
        {
            json["selectionPattern"] = pattern;
        }

        return json;
    }
}
