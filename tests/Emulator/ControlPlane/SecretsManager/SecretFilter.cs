using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>
/// One filter of ListSecrets: any of its values must be a prefix of the field, a value with ! in front must not be one. Names and tags are matched
/// in their case, descriptions and <c>all</c> word by word in any case. [API reference, Filter]
/// </summary>
internal sealed record SecretFilter(string Key, IReadOnlyList<string> Values)
{
    private static readonly string[] Keys = ["all", "name", "tag-key", "description", "tag-value", "primary-region", "owning-service"];

    // The service model's limits.
    private const int MaxFilters = 10;
    private const int MaxValues = 10;
    private const int MaxValueLength = 512;

    public static IReadOnlyList<SecretFilter> Read(JsonObject input)
    {
        var filters = input.Objects("Filters");
        return filters.Count <= MaxFilters ? [.. filters.Select(Of)] : throw SecretErrors.Violated($"Value with {filters.Count} items at 'filters'", $"Member must have length less than or equal to {MaxFilters}");
    }

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

    // Texts as moto 5.2.1 has them.
    private static SecretFilter Of(JsonObject filter, int index)
    {
        var key = filter.Text("Key") ?? throw SecretErrors.InvalidParameter("Invalid filter key");
        if (!Keys.Contains(key))
        {
            throw SecretErrors.Violated($"Value '{key}' at 'filters.{index + 1}.member.key'", $"Member must satisfy enum value set: [{string.Join(", ", Keys)}]");
        }

        var values = filter.Texts("Values") ?? [];
        return values.Count is >= 1 and <= MaxValues && values.All(value => value.Length <= MaxValueLength)
            ? new SecretFilter(key, values)
            : throw SecretErrors.InvalidParameter($"Invalid filter values for key: {key}");
    }
}
