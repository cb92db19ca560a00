using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>VPC links: read-only, the template is their source.</summary>
internal sealed class VpcLinkOperations(ApiGatewayStore store)
{
    public JsonNode GetVpcLinks(RestCall call) => Page.Of(call, store.Now.VpcLinks.OldestFirst, Json);

    public JsonNode GetVpcLink(RestCall call) => Json(store.FindVpcLink(call[0]) ?? throw ApiGatewayErrors.NoSuchVpcLink());

    private static JsonObject Json(VpcLinkRecord link)
    {
        var json = new JsonObject
        {
            ["id"] = link.Id,
            ["name"] = link.Name,
            ["targetArns"] = link.TargetArns.ToJson(),
            ["status"] = "AVAILABLE",
            ["tags"] = link.Tags.ToJson(),
        };
        if (link.Description is { } description)
        {
            json["description"] = description;
        }

        return json;
    }
}
