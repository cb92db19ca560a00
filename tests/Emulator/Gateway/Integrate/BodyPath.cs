using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>A value out of a JSON body, as a mapping names it: <c>method.request.body.user.ids[0]</c>. Of JSONPath these are names and indices. [doc: API Gateway data mapping reference]</summary>
internal static partial class BodyPath
{
    /// <summary>A text without its quotation marks, anything else as JSON; null where there is nothing, or no JSON.</summary>
    public static string? Read(ReadOnlyMemory<byte> body, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Step().Matches(path).Aggregate((JsonElement?)document.RootElement, Follow) is { ValueKind: not JsonValueKind.Null } found
                ? found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText()
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter: half a surrogate pair, written as an escape
        {
            return null;
        }
    }

    private static JsonElement? Follow(JsonElement? from, Match step) => (from, step.Groups["index"].Success) switch
    {
        ({ ValueKind: JsonValueKind.Array } list, true) when int.TryParse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture, out var index) && index < list.GetArrayLength() => list[index],
        ({ ValueKind: JsonValueKind.Object } map, false) when map.TryGetProperty(step.Groups["name"].ValueSpan, out var member) => member,
        _ => null,
    };

    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_-]*)|\[(?<index>[0-9]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
