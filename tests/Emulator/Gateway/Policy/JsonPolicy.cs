using System.Text.Json;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>The forms that values take in a policy.</summary>
internal static class JsonPolicy
{
    public static void RequireOnly(JsonElement element, string path, params string[] names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyException(path, element.ValueKind.ToString(), "an object");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw new PolicyException(path, property.Name, "one of " + string.Join(", ", names));
            }
        }
    }

    /// <summary>A text, a number or a truth value, or a list of them.</summary>
    public static IReadOnlyList<string> Texts(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(item => Text(item, path))] : [Text(element, path)];

    private static string Text(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => element.GetRawText(),
        var kind => throw new PolicyException(path, kind.ToString(), "a text or a list of texts"),
    };
}
