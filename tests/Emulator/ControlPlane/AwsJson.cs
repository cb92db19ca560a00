using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.ControlPlane;

/// <summary>Reading and writing JSON bodies as AWS's JSON protocols have them.</summary>
internal static class AwsJson
{
    // A name that stands twice is read as the first by some and as the last by others.
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An absent body is an empty object; anything but an object is AWS's SerializationException.</summary>
    public static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return [];
        }

        try
        {
            RequireText(body.Span);
            return JsonNode.Parse(body.Span, null, Reading) as JsonObject ?? throw Unreadable("The body is not a JSON object.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) // the latter: a string that is no text
        {
            throw Unreadable("The body is not JSON.");
        }
    }

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes, Func<ControlPlaneException> tooLarge, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (await request.Body.ReadAsync(buffer.GetMemory(4096), cancellationToken) is var read and > 0)
        {
            buffer.Advance(read);
            if (buffer.WrittenCount > maxBytes)
            {
                throw tooLarge();
            }
        }

        return buffer.WrittenMemory;
    }

    public static string? Text(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Unreadable($"{name} is not a string."),
    };

    public static bool? Flag(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw Unreadable($"{name} is not true or false."),
    };

    public static double? Number(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) && double.IsFinite(number) => number,
        _ => throw Unreadable($"{name} is not a number."),
    };

    public static long? Whole(this JsonObject json, string name) => json.Number(name) switch
    {
        null => null,
        { } number when number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue => (long)number,
        _ => throw Unreadable($"{name} is not a whole number."),
    };

    public static JsonObject? Object(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw Unreadable($"{name} is not an object."),
    };

    public static IReadOnlyList<JsonObject> Objects(this JsonObject json, string name) =>
        [.. Items(json, name).Select(item => item as JsonObject ?? throw Unreadable($"{name} holds something that is not an object."))];

    public static IReadOnlyList<string>? Texts(this JsonObject json, string name) => json[name] is null
        ? null
        : [.. Items(json, name).Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Unreadable($"{name} does not hold strings."))];

    public static IReadOnlyDictionary<string, string> Map(this JsonObject json, string name) =>
        json.Object(name) is { } map ? map.ToDictionary(entry => entry.Key, entry => map.Text(entry.Key) ?? "") : new Dictionary<string, string>();

    public static JsonObject ToJson(this IReadOnlyDictionary<string, string> map) =>
        new(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    public static JsonArray ToJson(this IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    // Half a surrogate pair, or bytes that are no UTF-8, would only be found by whoever reads that string.
    private static void RequireText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        }
    }

    private static JsonArray Items(JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray items => items,
        _ => throw Unreadable($"{name} is not a list."),
    };

    private static ControlPlaneException Unreadable(string message) => new("SerializationException", StatusCodes.Status400BadRequest, message);
}
