using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>Members that several operations take.</summary>
internal static class SecretInput
{
    /// <summary>A name that none can have is refused by every operation (recorded with test_invalid_secret_name, 2022-09-28).</summary>
    public static string SecretId(this JsonObject input) =>
        CheckId(input.Bounded("SecretId", 1, 2048) ?? throw SecretErrors.Violated("Value null at 'secretId'", "Member must not be null"));

    public static string CheckId(string id) => id.StartsWith("arn:", StringComparison.Ordinal) ? id : SecretRules.CheckName(id);

    /// <summary>A text whose length the service model limits.</summary>
    public static string? Bounded(this JsonObject input, string member, int least, int most)
    {
        var text = input.Text(member);
        var value = $"Value '{text}' at '{char.ToLowerInvariant(member[0])}{member[1..]}'";
        return text?.Length switch
        {
            { } length when length < least => throw SecretErrors.Violated(value, $"Member must have length greater than or equal to {least}"),
            { } length when length > most => throw SecretErrors.Violated(value, $"Member must have length less than or equal to {most}"),
            _ => text,
        };
    }

    /// <summary>A number that the service model limits.</summary>
    public static int? Bounded(this JsonObject input, string member, (int Least, int Most) bounds)
    {
        var number = input.Whole(member);
        var value = $"Value '{number}' at '{char.ToLowerInvariant(member[0])}{member[1..]}'";
        return number switch
        {
            null => null,
            { } low when low < bounds.Least => throw SecretErrors.Violated(value, $"Member must have value greater than or equal to {bounds.Least}"),
            { } high when high > bounds.Most => throw SecretErrors.Violated(value, $"Member must have value less than or equal to {bounds.Most}"),
            { } right => (int)right,
        };
    }

    public static string? Description(this JsonObject input) => input.Bounded("Description", 0, 2048);

    public static string? KmsKeyId(this JsonObject input) => input.Bounded("KmsKeyId", 0, 2048);

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
