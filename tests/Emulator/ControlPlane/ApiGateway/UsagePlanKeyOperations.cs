using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Which keys are in a plan. Every answer holds the value: reading these is reading keys.</summary>
internal sealed class UsagePlanKeyOperations(ApiGatewayStore store)
{
    public JsonNode CreateUsagePlanKey(RestCall call)
    {
        var keyId = call.Body.Text("keyId") ?? throw ApiGatewayErrors.BadRequest("Invalid API Key identifier specified: keyId is missing.");
        if (call.Body.Text("keyType") is not "API_KEY" and var keyType)
        {
            throw ApiGatewayErrors.BadRequest($"Invalid key type '{keyType}' specified. Must be one of: [API_KEY]");
        }

        store.Attach(call[0], keyId);
        return Json(store.FindKey(keyId) ?? throw ApiGatewayErrors.NoSuchKey());
    }

    /// <summary>The keys of a plan that does not exist are none, and no error (recorded with test_get_usage_plan_api_keys).</summary>
    public JsonNode GetUsagePlanKeys(RestCall call)
    {
        var (state, name) = (store.Now, call.Query("name") ?? "");
        var keys = state.Attachments.KeysOf(call[0]).NewestFirst.Select(keyId => new Placed<ApiKeyRecord>(keyId.Place, state.Key(keyId.Item)));
        return Page.Of(call, keys.Where(key => key.Item.Name.StartsWith(name, StringComparison.Ordinal)), Json);
    }

    public JsonNode GetUsagePlanKey(RestCall call) => Json(Attached(call));

    public JsonNode? DeleteUsagePlanKey(RestCall call)
    {
        store.Detach(call[0], call[1]);
        return null;
    }

    private ApiKeyRecord Attached(RestCall call)
    {
        if (store.FindKey(call[1]) is not { } key)
        {
            throw ApiGatewayErrors.NoSuchKey();
        }

        return store.IsAttached(call[0], key.Id) ? key : throw ApiGatewayErrors.NoSuchPlan();
    }

    private static JsonObject Json(ApiKeyRecord key)
    {
        var json = new JsonObject { ["id"] = key.Id, ["type"] = "API_KEY", ["value"] = key.Value };
        if (key.Name.Length > 0)
        {
            json["name"] = key.Name;
        }

        return json;
    }
}
