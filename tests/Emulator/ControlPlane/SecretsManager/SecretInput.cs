using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>Members that several operations take.</summary>
internal static class SecretInput
{
    public static string SecretId(this JsonObject input) => input.Text("SecretId") is { Length: > 0 } id
        ? id
        : throw SecretErrors.Validation("1 validation error detected: Value null at 'secretId' failed to satisfy constraint: Member must not be null");

    public static string Token(this JsonObject input) => SecretRules.CheckToken(input.Text("ClientRequestToken"));

    public static IReadOnlyDictionary<string, string> Tags(this JsonObject input) =>
        input.Objects("Tags").GroupBy(tag => tag.Text("Key") ?? "").ToDictionary(tags => tags.Key, tags => tags.Last().Text("Value") ?? "");

    /// <summary>Null when neither SecretString nor SecretBinary is there.</summary>
    public static SecretValue? Value(this JsonObject input)
    {
        const int maxBytes = 65536;
        var (text, base64) = (input.Text("SecretString"), input.Text("SecretBinary"));
        if (text is not null && base64 is not null)
        {
            throw SecretErrors.InvalidParameter("You can't specify both a binary secret value and a string secret value in the same secret.");
        }

        var length = text is not null ? System.Text.Encoding.UTF8.GetByteCount(text) : base64?.Length * 3 / 4;
        if (length is 0 or > maxBytes)
        {
            throw SecretErrors.Validation($"The secret value has {length} bytes; it must have 1 to {maxBytes}.");
        }

        return text is null && base64 is null ? null : new SecretValue(text, base64);
    }

    public static Secret Usable(this Secret secret) => secret.DeletedDate is null ? secret : throw SecretErrors.Deleted();
}
