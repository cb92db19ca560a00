using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>An integration on the wire: collections of nothing are absent, but for the cache keys (recorded 2025-06-11, 2025-10-08).</summary>
internal static class IntegrationJson
{
    public static JsonObject Of(ApiResource resource, Integration integration)
    {
        var json = new JsonObject
        {
            ["type"] = integration.Type,
            ["passthroughBehavior"] = integration.PassthroughBehavior,
            ["timeoutInMillis"] = (int)integration.Timeout.TotalMilliseconds,
            ["cacheNamespace"] = resource.Id, // and no keys: recorded with test_put_integration_validation
            ["cacheKeyParameters"] = new JsonArray(),
            ["responseTransferMode"] = integration.IsStreamed ? "STREAM" : "BUFFERED",
        };
        Add(json, "requestParameters", integration.RequestParameters);
        Add(json, "requestTemplates", integration.RequestTemplates);
        if (integration.Responses.Count > 0)
        {
            json["integrationResponses"] = new JsonObject(integration.Responses.Select(response => KeyValuePair.Create(response.StatusCode, (JsonNode?)Of(response))));
        }

        if (integration.HttpMethod is { } verb)
        {
            json["httpMethod"] = verb;
        }

        AddConnection(json, integration);
        return json;
    }

    public static JsonObject Of(IntegrationResponse response)
    {
        var json = new JsonObject { ["statusCode"] = response.StatusCode };
        Add(json, "responseParameters", response.ResponseParameters);
        Add(json, "responseTemplates", response.ResponseTemplates);
        if (response.SelectionPattern is { } pattern)
        {
            json["selectionPattern"] = pattern;
        }

        return json;
    }

    private static void Add(JsonObject json, string member, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count > 0)
        {
            json[member] = map.ToJson();
        }
    }

    private static void AddConnection(JsonObject json, Integration integration)
    {
        if (integration.Uri is { } uri)
        {
            json["uri"] = uri;
            json["connectionType"] = integration.VpcLinkId is null ? "INTERNET" : "VPC_LINK";
        }

        if (integration.VpcLinkId is { } link)
        {
            json["connectionId"] = link;
        }
    }
}
