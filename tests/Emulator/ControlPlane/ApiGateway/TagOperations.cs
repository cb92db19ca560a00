using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Tags of keys, plans, APIs and stages, by ARN <c>arn:aws:apigateway:{region}::/apikeys/{id}</c>.</summary>
internal sealed class TagOperations(ApiGatewayStore store, string region)
{
    public JsonNode GetTags(RestCall call) => new JsonObject { ["tags"] = Find(call[0]).Tags.ToJson() };

    public JsonNode? TagResource(RestCall call)
    {
        var resource = Find(call[0]);
        Replace(resource, resource.Tags.Where(tag => !call.Body.Map("tags").ContainsKey(tag.Key)).Concat(call.Body.Map("tags")));
        return null;
    }

    public JsonNode? UntagResource(RestCall call)
    {
        var (resource, gone) = (Find(call[0]), call.QueryParameters["tagKeys"]);
        Replace(resource, resource.Tags.Where(tag => !gone.Contains(tag.Key)));
        return null;
    }

    private static void Replace(Tagged resource, IEnumerable<KeyValuePair<string, string>> tags)
    {
        var all = tags.ToDictionary();
        TagRules.Check(all);
        resource.Replace(all);
    }

    private Tagged Find(string arn)
    {
        if (!arn.StartsWith($"arn:aws:apigateway:{region}::/", StringComparison.Ordinal))
        {
            throw ApiGatewayErrors.BadRequest($"Invalid ARN specified in the request: {arn}");
        }

        return arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('/') switch
        {
            ["apikeys", var id] when store.FindKey(id) is { } key => new(key.Tags, tags => store.UpdateApiKey(id, now => now with { Tags = tags })),
            ["usageplans", var id] when store.FindPlan(id) is { } plan => new(plan.Tags, tags => store.UpdateUsagePlan(id, now => now with { Tags = tags })),
            ["restapis", var id] when store.FindApi(id) is { } api => new(api.Tags, tags => store.UpdateTags(api, tags)),
            ["restapis", var id, "stages", var name] when store.FindStage(id, name) is { } stage => new(stage.Tags, tags => store.UpdateTags(stage, tags)),
            _ => throw ApiGatewayErrors.NotFound($"Invalid resource identifier specified: {arn}"),
        };
    }

    private sealed record Tagged(IReadOnlyDictionary<string, string> Tags, Action<IReadOnlyDictionary<string, string>> Replace);
}
