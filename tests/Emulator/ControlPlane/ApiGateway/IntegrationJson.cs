using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>An integration on the wire.</summary>
internal static class IntegrationJson
{
    public static JsonObject Of(ApiResource resource, Integration integration)
    {
        var json = new JsonObject
        {
            ["type"] = integration.Type,
            ["requestParameters"] = integration.RequestParameters.ToJson(),
            ["requestTemplates"] = integration.RequestTemplates.ToJson(),
            ["passthroughBehavior"] = integration.PassthroughBehavior,
            ["timeoutInMillis"] = (int)integration.Timeout.TotalMilliseconds,
            ["cacheNamespace"] = resource.Id, // and no keys: recorded with test_put_integration_validation
            ["cacheKeyParameters"] = new JsonArray(),
            ["responseTransferMode"] = integration.IsStreamed ? "STREAM" : "BUFFERED",
            ["integrationResponses"] = new JsonObject(integration.Responses.Select(response => KeyValuePair.Create(response.StatusCode, (JsonNode?)Of(response)))),
        };
        if (integration.HttpMethod is { } verb)
        {
            json["httpMethod"] = verb;
        }

        AddConnection(json, integration);
        return json;
    }

    public static JsonObject Of(IntegrationResponse response)
    {
        var json = new JsonObject
        {
            ["statusCode"] = response.StatusCode,
            ["responseParameters"] = response.ResponseParameters.ToJson(),
            ["responseTemplates"] = response.ResponseTemplates.ToJson(),
        };
        if (response.SelectionPattern is { } pattern)
        {
            json["selectionPattern"] = pattern;
        }

        return json;
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
