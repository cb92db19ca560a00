using System.Globalization;
using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>MaxResults (1 to 100) and NextToken.</summary>
internal static class SecretPage
{
    public static JsonObject Of<T>(JsonObject input, string member, IReadOnlyCollection<T> all, Func<T, JsonNode> json)
    {
        var limit = input.Whole("MaxResults") ?? 100;
        if (limit is < 1 or > 100)
        {
            throw SecretErrors.InvalidParameter($"MaxResults is {limit}; it must be between 1 and 100.");
        }

        var start = 0;
        if (input.Text("NextToken") is { } token && (!int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > all.Count))
        {
            throw new ControlPlaneException("InvalidNextTokenException", Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest, "The NextToken value is invalid.");
        }

        var items = all.Skip(start).Take((int)limit).ToArray();
        var next = start + items.Length;
        return new JsonObject { [member] = new JsonArray([.. items.Select(json)]) }
            .With("NextToken", next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }
}
