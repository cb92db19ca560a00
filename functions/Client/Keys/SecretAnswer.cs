using System.Text.Json;

namespace Egress.Client.Keys;

/// <summary>Secrets Manager's answer to <c>GetSecretValue</c>, in its JSON 1.1 protocol.</summary>
internal static class SecretAnswer
{
    private const int MaxReason = 500;

    /// <exception cref="InvalidOperationException">Not such an answer. The message quotes nothing of it.</exception>
    public static ApiKeyVersion Key(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return KeyDocument.Read(Text(json, "SecretString"), Text(json, "VersionId") ?? throw new InvalidOperationException("Secrets Manager's answer has no VersionId. See which endpoint AWS_ENDPOINT_URL_SECRETS_MANAGER names."));
        }
        catch (JsonException)
        {
            throw new InvalidOperationException("Secrets Manager's answer is not JSON. See which endpoint AWS_ENDPOINT_URL_SECRETS_MANAGER names.");
        }
    }

    /// <summary>The error type is what decides; the service's own words are for people. A refusal never has a secret in it.</summary>
    public static InvalidOperationException Refusal(int status, ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var type = Text(json, "__type")?.Split('#')[^1] ?? "no error type";
            var reason = Text(json, "message") ?? Text(json, "Message") ?? "";
            return new($"GetSecretValue was answered {status} {type}: {reason[..Math.Min(reason.Length, MaxReason)]}");
        }
        catch (JsonException)
        {
            return new($"GetSecretValue was answered {status}, and not by Secrets Manager. See which endpoint AWS_ENDPOINT_URL_SECRETS_MANAGER names.");
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
