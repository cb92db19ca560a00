using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>VPC links: read-only, the template is their source. Shapes recorded with test_vpc_link_lifecycle, 2025-12-15.</summary>
internal sealed class VpcLinkOperations(ApiGatewayStore store)
{
    public JsonNode GetVpcLinks(RestCall call) => Page.Of(call, store.Now.VpcLinks.OldestFirst, link => Json(link, includeEmptyTags: false));

    public JsonNode GetVpcLink(RestCall call) => Json(store.FindVpcLink(call[0]) ?? throw ApiGatewayErrors.NoSuchVpcLink(), includeEmptyTags: true);

    private static JsonObject Json(VpcLinkRecord link, bool includeEmptyTags)
    {
        var json = new JsonObject
        {
            ["id"] = link.Id,
            ["name"] = link.Name,
            ["targetArns"] = link.TargetArns.ToJson(),
            ["status"] = "AVAILABLE",
            ["statusMessage"] = "Your vpc link is ready for use",
        };
        if (includeEmptyTags || link.Tags.Count > 0)
        {
            json["tags"] = link.Tags.ToJson();
        }

        if (link.Description is { } description)
        {
            json["description"] = description;
        }

        return json;
    }
}
