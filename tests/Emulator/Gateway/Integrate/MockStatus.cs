using System.Text.Json;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The integer <c>statusCode</c> of an object, which the answer of a MOCK integration is chosen by. Null where there is none.</summary>
internal static class MockStatus
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Of a rendered template, which need not be proper JSON.</summary>
    public static int? OfTemplate(string text) => Of(Parse(() => JsonDocument.Parse(text)) ?? Parse(() => JsonDocument.Parse(UnquotedNames.Quote(text), Lenient)));

    /// <summary>Of a client's body in the template's place: proper JSON only.</summary>
    public static int? OfBody(ReadOnlyMemory<byte> body) => Of(Parse(() => JsonDocument.Parse(body)));

    private static int? Of(JsonDocument? parsed)
    {
        using var document = parsed;
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("statusCode", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var status) && status is >= 200 and <= 599 ? status : null;
    }

    private static JsonDocument? Parse(Func<JsonDocument> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
