using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Tags of keys, plans, APIs and stages, by ARN <c>arn:aws:apigateway:{region}::/apikeys/{id}</c>.</summary>
internal sealed class TagOperations(ApiGatewayStore store, string region)
{
    public JsonNode GetTags(RestCall call) => new JsonObject { ["tags"] = Find(call[0]).Tags.ToJson() };

    public JsonNode? TagResource(RestCall call)
    {
        var added = call.Body.Map("tags");
        Find(call[0]).Change(tags => Checked(tags.Where(tag => !added.ContainsKey(tag.Key)).Concat(added)));
        return null;
    }

    public JsonNode? UntagResource(RestCall call)
    {
        var gone = call.QueryParameters["tagKeys"];
        Find(call[0]).Change(tags => Checked(tags.Where(tag => !gone.Contains(tag.Key))));
        return null;
    }

    private static Dictionary<string, string> Checked(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var all = tags.ToDictionary();
        TagRules.Check(all);
        return all;
    }

    private Tagged Find(string arn)
    {
        if (!arn.StartsWith($"arn:aws:apigateway:{region}::/", StringComparison.Ordinal))
        {
            throw ApiGatewayErrors.BadRequest($"Invalid ARN specified in the request: {arn}");
        }

        return arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('/') switch
        {
            ["apikeys", var id] when store.FindKey(id) is { } key => new(key.Tags, change => store.UpdateApiKey(id, now => now with { Tags = change(now.Tags) })),
            ["usageplans", var id] when store.FindPlan(id) is { } plan => new(plan.Tags, change => store.UpdateUsagePlan(id, now => now with { Tags = change(now.Tags) })),
            ["restapis", var id] when store.FindApi(id) is { } api => new(api.Tags, change => store.UpdateTags(id, change)),
            ["restapis", var id, "stages", var name] when store.FindStage(id, name) is { } stage => new(stage.Tags, change => store.UpdateTags(id, name, change)),
            _ => throw ApiGatewayErrors.NotFound($"Invalid resource identifier specified: {arn}"),
        };
    }

    /// <summary>A change is made of the tags as they are when its turn comes: who tags at the same time loses nothing.</summary>
    private sealed record Tagged(IReadOnlyDictionary<string, string> Tags, Action<Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>>> Change);
}
