using System.Globalization;
using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>APIs, deployments and gateway responses: read-only, the template is their source.</summary>
internal sealed class RestApiOperations(ApiGatewayStore store)
{
    private static readonly Dictionary<string, string> OwnTemplate = new() { ["application/json"] = """{"message":$context.error.messageString}""" };
    private static readonly string[] ResponseTypes = [GatewayResponses.Default4xx, GatewayResponses.Default5xx, .. GatewayResponses.All.Select(type => type.Name)];

    /// <summary>The account-wide data-plane defaults [Quotas for configuring and running a REST API].</summary>
    public static JsonNode GetAccount() => new JsonObject
    {
        ["throttleSettings"] = new JsonObject { ["burstLimit"] = 5000, ["rateLimit"] = 10000.0 },
        ["features"] = new JsonArray("UsagePlans"),
        ["apiKeyVersion"] = "4",
    };

    public JsonNode GetRestApis(RestCall call) => Page.Of(call, store.Now.Apis.OldestFirst, Json);

    public JsonNode GetRestApi(RestCall call) => Json(Api(call));

    /// <summary>None: an API with an authorizer is refused when the template is deployed.</summary>
    public JsonNode GetAuthorizers(RestCall call)
    {
        Api(call);
        return new JsonObject { ["item"] = new JsonArray() };
    }

    public JsonNode GetDeployments(RestCall call) => Page.Of(call, [new Placed<RestApi>(0, Api(call))], Deployment);

    public JsonNode GetDeployment(RestCall call) =>
        Api(call) is var api && call[1] == ApiDeployment.IdOf(api.Id) ? Deployment(api) : throw ApiGatewayErrors.NotFound("Invalid Deployment identifier specified");

    /// <summary>All types, the ones that the API customises and the service's own for the rest (recorded 2024-04-15: a list without paging).</summary>
    public JsonNode GetGatewayResponses(RestCall call)
    {
        var api = Api(call);
        return new JsonObject { ["item"] = new JsonArray([.. ResponseTypes.Order(StringComparer.Ordinal).Select(type => GatewayResponseJson(api, type))]) };
    }

    public JsonNode GetGatewayResponse(RestCall call) => ResponseTypes.Contains(call[1])
        ? GatewayResponseJson(Api(call), call[1])
        : throw ApiGatewayErrors.Validation($"Value '{call[1]}' at 'responseType' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", ResponseTypes)}]");

    private RestApi Api(RestCall call) => store.FindApi(call[0]) ?? throw ApiGatewayErrors.NoSuchApi(call[0]);

    private JsonNode Deployment(RestApi api) => new JsonObject { ["id"] = ApiDeployment.IdOf(api.Id), ["createdDate"] = store.Deployed.ToUnixTimeSeconds() };

    private JsonNode Json(RestApi api)
    {
        var endpoint = new JsonObject { ["types"] = new JsonArray(api.EndpointType), ["ipAddressType"] = api.EndpointType == "PRIVATE" ? "dualstack" : "ipv4" };
        if (api.VpcEndpointIds.Count > 0)
        {
            endpoint["vpcEndpointIds"] = api.VpcEndpointIds.ToJson();
        }

        var json = new JsonObject
        {
            ["id"] = api.Id,
            ["name"] = api.Name,
            ["createdDate"] = store.Deployed.ToUnixTimeSeconds(),
            ["apiKeySource"] = "HEADER",
            ["endpointConfiguration"] = endpoint,
            ["disableExecuteApiEndpoint"] = false,
        };
        Add(json, "tags", api.Tags.Count > 0 ? api.Tags.ToJson() : null); // absent without any, recorded 2025-07-04
        Add(json, "description", api.Description);
        Add(json, "policy", api.Policy?.Replace("\"", "\\\"", StringComparison.Ordinal)); // the service escapes the document once more inside its JSON string
        Add(json, "binaryMediaTypes", api.BinaryMediaTypes.Count > 0 ? api.BinaryMediaTypes.ToJson() : null);
        Add(json, "minimumCompressionSize", api.MinimumCompressionSizeBytes);
        Add(json, "rootResourceId", api.Resources.FirstOrDefault(resource => resource.Path == "/")?.Id);
        return json;
    }

    /// <summary>Where the API says nothing of the body, the service's own template answers (recorded with test_gateway_response_put, 2024-06-20).</summary>
    private static JsonObject GatewayResponseJson(RestApi api, string type)
    {
        var customised = api.GatewayResponses.GetValueOrDefault(type);
        var json = new JsonObject
        {
            ["responseType"] = type,
            ["responseParameters"] = (customised?.ResponseParameters ?? new Dictionary<string, string>()).ToJson(),
            ["responseTemplates"] = (customised?.ResponseTemplates is { Count: > 0 } templates ? templates : OwnTemplate).ToJson(),
            ["defaultResponse"] = customised is null,
        };
        Add(json, "statusCode", customised?.StatusCode ?? GatewayResponses.All.FirstOrDefault(own => own.Name == type)?.StatusCode.ToString(CultureInfo.InvariantCulture));
        return json;
    }

    private static void Add(JsonObject json, string member, JsonNode? value)
    {
        if (value is not null)
        {
            json[member] = value;
        }
    }
}
