using System.Globalization;
using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>How much of its quota a key has used: per key a list of days, per day [used, remaining].</summary>
internal sealed class UsageOperations(ApiGatewayStore store)
{
    private const int MaxDays = 90; // "up to 90 days", API reference of GetUsage

    public JsonNode GetUsage(RestCall call)
    {
        var plan = store.FindPlan(call[0]) ?? throw ApiGatewayErrors.NoSuchPlan();
        var (from, to) = (Date(call, "startDate"), Date(call, "endDate"));
        if (to < from || to.DayNumber - from.DayNumber >= MaxDays)
        {
            throw ApiGatewayErrors.BadRequest(
                $"Invalid date range {from:yyyy-MM-dd} to {to:yyyy-MM-dd}: the end must not precede the start, and the range is at most {MaxDays} days.");
        }

        var keys = store.Now.Attachments.KeysOf(plan.Id).OldestFirst.Where(key => call.Query("keyId") is not { } keyId || key.Item == keyId);
        var page = Page.Of(call, keys, key => key);
        var ids = page["item"]!.AsArray().Select(id => (string)id!).ToArray();
        return Json(plan, ids, from, to, page["position"]?.DeepClone());
    }

    /// <summary>Grants or takes a rest of the quota until its period ends.</summary>
    public JsonNode UpdateUsage(RestCall call)
    {
        var plan = store.FindPlan(call[0]) ?? throw ApiGatewayErrors.NoSuchPlan();
        var keyId = store.IsAttached(plan.Id, call[1]) ? call[1] : throw ApiGatewayErrors.NoSuchKey();
        var quota = plan.Quota ?? throw ApiGatewayErrors.BadRequest($"Usage plan {plan.Id} has no quota, so nothing of it can remain.");
        if (PatchOperation.Read(call.Body).Select(Remaining).ToArray() is [.., var last]) // all are read before one is done, and the last is what remains
        {
            store.Usage.SetRemaining(plan.Id, keyId, quota, last);
        }

        return Json(plan, [keyId], store.Usage.Today, store.Usage.Today, position: null);
    }

    private static long Remaining(PatchOperation patch)
    {
        if ((patch.Op, patch.Path) != ("replace", "/remaining"))
        {
            throw patch.InvalidPath("/remaining");
        }

        return long.TryParse(patch.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var remaining)
            ? remaining
            : throw ApiGatewayErrors.BadRequest($"Invalid value '{patch.Value}' specified for '/remaining': a whole number of calls, 0 or more, is needed.");
    }

    private JsonObject Json(UsagePlanRecord plan, IReadOnlyList<string> keyIds, DateOnly from, DateOnly to, JsonNode? position)
    {
        var json = new JsonObject
        {
            ["usagePlanId"] = plan.Id,
            ["startDate"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["endDate"] = to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["values"] = new JsonObject(keyIds.Select(keyId => KeyValuePair.Create(keyId, (JsonNode?)Days(plan, keyId, from, to)))),
        };
        if (position is not null)
        {
            json["position"] = position;
        }

        return json;
    }

    private JsonArray Days(UsagePlanRecord plan, string keyId, DateOnly from, DateOnly to) =>
        [.. store.Usage.Used(plan.Id, keyId, from, to).Select((used, index) => (JsonNode)Day(plan, keyId, from.AddDays(index), used))];

    private JsonArray Day(UsagePlanRecord plan, string keyId, DateOnly day, long used)
    {
        var (known, remaining) = store.Reports?.Of(plan.Id, keyId, plan.Quota, day) ?? (used, Remaining(plan, keyId, day));
        return new JsonArray(known, remaining);
    }

    /// <summary>What AWS answers for a plan without quota is not recorded; 0 cannot be taken for an allowance.</summary>
    private long Remaining(UsagePlanRecord plan, string keyId, DateOnly day) => plan.Quota is { } quota ? store.Usage.Remaining(plan.Id, keyId, quota, day) : 0;

    private static DateOnly Date(RestCall call, string name) =>
        DateOnly.TryParseExact(call.Query(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw ApiGatewayErrors.BadRequest($"Invalid {name} '{call.Query(name)}': a date such as 2026-01-31 is needed.");
}
