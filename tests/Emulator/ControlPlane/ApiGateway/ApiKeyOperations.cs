using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>API keys. Lists come newest first, as recorded.</summary>
internal sealed class ApiKeyOperations(ApiGatewayStore store)
{
    public JsonNode CreateApiKey(RestCall call)
    {
        var key = store.CreateApiKey(new NewApiKey
        {
            Name = call.Body.Text("name"),
            Value = call.Body.Text("value"),
            Enabled = call.Body.Flag("enabled") ?? false,
            Description = call.Body.Text("description"),
            CustomerId = call.Body.Text("customerId"),
            Tags = call.Body.Map("tags"),
        });
        return Json(key, includeValue: true, includeEmptyTags: false);
    }

    /// <summary>The name is matched as a prefix, in its case (recorded 2024-10-10).</summary>
    public JsonNode GetApiKeys(RestCall call)
    {
        var (name, customerId, includeValues) = (call.Query("name") ?? "", call.Query("customerId"), call.Flag("includeValues"));
        var keys = store.Now.Keys.NewestFirst.Where(key => key.Item.Name.StartsWith(name, StringComparison.Ordinal) && (customerId is null || key.Item.CustomerId == customerId));
        return Page.Of(call, keys, key => Json(key, includeValues, includeEmptyTags: false));
    }

    public JsonNode GetApiKey(RestCall call) => Json(store.FindKey(call[0]) ?? throw ApiGatewayErrors.NoSuchKey(), call.Flag("includeValue"), includeEmptyTags: true);

    public JsonNode UpdateApiKey(RestCall call)
    {
        var patches = PatchOperation.Read(call.Body);
        return Json(store.UpdateApiKey(call[0], key => patches.Aggregate(key, Patch)), includeValue: false, includeEmptyTags: true);
    }

    public JsonNode? DeleteApiKey(RestCall call)
    {
        store.DeleteApiKey(call[0]);
        return null;
    }

    private static ApiKeyRecord Patch(ApiKeyRecord key, PatchOperation patch) => patch.Op == "replace"
        ? ApiKeyRules.Patch(key, patch)
        : throw ApiGatewayErrors.BadRequest($"Invalid patch operation '{patch.Op}' specified. Must be one of: [replace]");

    private static JsonObject Json(ApiKeyRecord key, bool includeValue, bool includeEmptyTags)
    {
        var json = new JsonObject
        {
            ["id"] = key.Id,
            ["createdDate"] = key.CreatedDate.ToUnixTimeSeconds(),
            ["lastUpdatedDate"] = key.LastUpdatedDate.ToUnixTimeSeconds(),
            ["enabled"] = key.Enabled,
            ["stageKeys"] = new JsonArray(),
        };
        Add("value", includeValue ? key.Value : null);
        Add("name", key.Name.Length > 0 ? key.Name : null);
        Add("description", key.Description);
        Add("customerId", key.CustomerId);
        Add("tags", includeEmptyTags || key.Tags.Count > 0 ? key.Tags.ToJson() : null);
        return json;

        void Add(string member, JsonNode? value)
        {
            if (value is not null)
            {
                json[member] = value;
            }
        }
    }
}
