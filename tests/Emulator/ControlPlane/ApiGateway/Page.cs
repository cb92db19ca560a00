using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>Paging of the list operations: 25 items unless told, at most 500; <c>position</c> is opaque to the client.</summary>
internal static class Page
{
    private const int DefaultLimit = 25;
    private const int MaxLimit = 500;

    /// <summary>
    /// The collection member is called <c>item</c> on the wire, whatever the SDKs call it. A position holds the place of the last item seen, so that items which come
    /// or go between two pages, that one too, neither repeat nor hide others.
    /// </summary>
    public static JsonObject Of<T>(RestCall call, IEnumerable<Placed<T>> all, Func<T, JsonNode> json)
    {
        var (last, limit) = (LastSeen(call), Limit(call));
        var items = all.Where(item => last is null || item.Place > last).Take(limit + 1).ToArray();
        var shown = items[..Math.Min(limit, items.Length)];
        var page = new JsonObject { ["item"] = new JsonArray([.. shown.Select(item => json(item.Item))]) };
        if (shown.Length < items.Length)
        {
            page["position"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(shown[^1].Place.ToString(CultureInfo.InvariantCulture)));
        }

        return page;
    }

    private static long? LastSeen(RestCall call)
    {
        if (call.Query("position") is not { Length: > 0 } position)
        {
            return null;
        }

        var bytes = new byte[position.Length];
        return Convert.TryFromBase64String(position, bytes, out var written)
            && long.TryParse(Encoding.UTF8.GetString(bytes, 0, written), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)
                ? place
                : throw ApiGatewayErrors.BadRequest("Invalid position parameter");
    }

    /// <summary>A limit out of range is not an error (recorded 2024-10-10 for a negative one): the nearest allowed one counts.</summary>
    private static int Limit(RestCall call) => call.Query("limit") switch
    {
        null or "" => DefaultLimit,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) => limit < 1 ? DefaultLimit : Math.Min(limit, MaxLimit),
        _ => throw ApiGatewayErrors.BadRequest("Invalid limit parameter"),
    };
}
