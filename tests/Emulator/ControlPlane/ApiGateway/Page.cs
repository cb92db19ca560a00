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
    /// The collection member is called <c>item</c> on the wire, whatever the SDKs call it. A position holds the id of the last item seen, so that a new
    /// item between two pages neither repeats nor hides others.
    /// </summary>
    public static JsonObject Of<T>(RestCall call, IReadOnlyList<T> all, Func<T, string> id, Func<T, JsonNode> json)
    {
        var (start, limit) = (Start(call, all, id), Limit(call));
        var items = all.Skip(start).Take(limit).ToArray();
        var page = new JsonObject { ["item"] = new JsonArray([.. items.Select(json)]) };
        if (start + items.Length < all.Count)
        {
            page["position"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(id(items[^1])));
        }

        return page;
    }

    private static int Start<T>(RestCall call, IReadOnlyList<T> all, Func<T, string> id)
    {
        if (call.Query("position") is not { Length: > 0 } position)
        {
            return 0;
        }

        var bytes = new byte[position.Length];
        if (!Convert.TryFromBase64String(position, bytes, out var written))
        {
            throw ApiGatewayErrors.BadRequest("Invalid position parameter");
        }

        var last = Encoding.UTF8.GetString(bytes, 0, written);
        for (var index = 0; index < all.Count; index++)
        {
            if (id(all[index]) == last)
            {
                return index + 1;
            }
        }

        throw ApiGatewayErrors.BadRequest("Invalid position parameter");
    }

    /// <summary>A limit out of range is not an error (recorded 2024-10-10 for a negative one): the nearest allowed one counts.</summary>
    private static int Limit(RestCall call) => call.Query("limit") switch
    {
        null or "" => DefaultLimit,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) => limit < 1 ? DefaultLimit : Math.Min(limit, MaxLimit),
        _ => throw ApiGatewayErrors.BadRequest("Invalid limit parameter"),
    };
}
