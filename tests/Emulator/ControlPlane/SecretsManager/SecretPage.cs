using System.Globalization;
using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>MaxResults and NextToken.</summary>
internal static class SecretPage
{
    public static JsonObject Of<T>(JsonObject input, string member, IReadOnlyCollection<T> all, Func<T, JsonNode> json)
    {
        var (items, next) = Take(input, (1, 100), all);
        return new JsonObject { [member] = new JsonArray([.. items.Select(json)]) }.With("NextToken", next);
    }

    /// <summary>The page that is asked for, and the token of the next where there is one.</summary>
    public static (IReadOnlyList<T> Items, string? Next) Take<T>(JsonObject input, (int Least, int Most) bounds, IReadOnlyCollection<T> all)
    {
        var (limit, start) = (input.Bounded("MaxResults", bounds) ?? bounds.Most, 0);
        if (input.Bounded("NextToken", 1, 4096) is { } token && (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > all.Count))
        {
            throw new ControlPlaneException("InvalidNextTokenException", Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest, "The NextToken value is invalid.");
        }

        var items = all.Skip(start).Take(limit).ToArray();
        var next = start + items.Length;
        return (items, next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }
}
