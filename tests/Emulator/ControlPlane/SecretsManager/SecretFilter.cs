using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>
/// One filter of ListSecrets: any of its values must be a prefix of the field, a value with ! in front must not be one. Names and tags are matched
/// in their case, descriptions and <c>all</c> word by word in any case. [API reference, Filter]
/// </summary>
internal sealed record SecretFilter(string Key, IReadOnlyList<string> Values)
{
    private static readonly string[] Keys = ["name", "description", "tag-key", "tag-value", "primary-region", "owning-service", "all"];

    public static IReadOnlyList<SecretFilter> Read(JsonObject input) => [.. input.Objects("Filters").Select(Of)];

    public bool Matches(Secret secret, string region)
    {
        var (excluded, wanted) = (Values.Where(value => value.StartsWith('!')).ToArray(), Values.Where(value => !value.StartsWith('!')).ToArray());
        return !excluded.Any(value => HasPrefix(secret, region, value[1..])) && (wanted.Length == 0 || wanted.Any(value => HasPrefix(secret, region, value)));
    }

    private bool HasPrefix(Secret secret, string region, string prefix) => Key switch
    {
        "name" => secret.Name.StartsWith(prefix, StringComparison.Ordinal),
        "tag-key" => secret.Tags.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal)),
        "tag-value" => secret.Tags.Values.Any(value => value.StartsWith(prefix, StringComparison.Ordinal)),
        "description" => HasWord(secret.Description, prefix),
        "primary-region" => region.StartsWith(prefix, StringComparison.Ordinal),
        "owning-service" => false,
        _ => secret.Tags.SelectMany(tag => new[] { tag.Key, tag.Value }).Append(secret.Name).Append(secret.Description).Any(text => HasWord(text, prefix)),
    };

    private static bool HasWord(string? text, string prefix) =>
        text is not null && text.Split(' ', '/', '_', '+', '=', '.', '@', '!', '-').Append(text).Any(word => word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static SecretFilter Of(JsonObject filter)
    {
        var key = filter.Text("Key") ?? "";
        return Keys.Contains(key)
            ? new SecretFilter(key, filter.Texts("Values") ?? [])
            : throw SecretErrors.InvalidParameter($"Filter key '{key}' is unknown; expected one of {string.Join(", ", Keys)}.");
    }
}
