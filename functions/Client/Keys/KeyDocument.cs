using System.Text.Json;

namespace Egress.Client.Keys;

/// <summary>The secret's document: a JSON object with the member <c>apiKey</c>; its other members belong to the rotation.</summary>
internal static class KeyDocument
{
    /// <summary>The document has about 200 characters; what is far larger is not it.</summary>
    private const int MaxCharacters = 16_384;

    /// <exception cref="FormatException">Not such a document. The message names the version, never a part of the document.</exception>
    public static ApiKeyVersion Read(string? document, string versionId)
    {
        if (document is null or { Length: > MaxCharacters })
        {
            throw Malformed(versionId, document is null ? "has no text" : $"has {document.Length} characters");
        }

        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("apiKey", out var key) && key.ValueKind == JsonValueKind.String
                ? new ApiKeyVersion(new ApiKey(key.GetString()!), versionId)
                : throw Malformed(versionId, "has no text member 'apiKey'");
        }
        catch (JsonException)
        {
            throw Malformed(versionId, "is not JSON");
        }
        catch (ArgumentException)
        {
            throw Malformed(versionId, "has an 'apiKey' that is not 30 to 128 letters and digits");
        }
    }

    private static FormatException Malformed(string versionId, string found) =>
        new($"The secret's version {versionId} {found}. Expected a JSON object with the member 'apiKey', as the rotation writes it: rotate the secret.");
}
