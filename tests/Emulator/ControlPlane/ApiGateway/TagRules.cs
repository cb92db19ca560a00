using System.Text.RegularExpressions;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>At most 50 tags, keys of 1 to 128 and values of up to 256 characters, no key that begins with <c>aws:</c>. [TagResource, API reference]</summary>
internal static partial class TagRules
{
    private const int MaxTags = 50;

    public static void Check(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > MaxTags)
        {
            throw ApiGatewayErrors.BadRequest($"The resource would have {tags.Count} tags; the limit is {MaxTags}.");
        }

        foreach (var (key, value) in tags)
        {
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw ApiGatewayErrors.BadRequest("Invalid tag key: the prefix aws: is reserved.");
            }

            if (!Allowed().IsMatch(key) || key.Length is 0 or > 128)
            {
                throw ApiGatewayErrors.BadRequest($"Invalid tag key of {key.Length} characters: 1 to 128 of a-z, A-Z, 0-9, space and _.:/=+-@ are allowed.");
            }

            if (!Allowed().IsMatch(value) || value.Length > 256)
            {
                throw ApiGatewayErrors.BadRequest($"Invalid value of {value.Length} characters for tag {key}: 0 to 256 of a-z, A-Z, 0-9, space and _.:/=+-@ are allowed.");
            }
        }
    }

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex Allowed();
}
