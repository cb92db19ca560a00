using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Waf;

/// <summary>A map whose one key says what it is, as AWS WAF writes statements, components and actions.</summary>
internal static class OneOf
{
    /// <summary>The key, and where it stands.</summary>
    public static MapEntry Read(PropertyMap map, params IEnumerable<string> known)
    {
        string[] names = [.. known];
        map.RefuseOthersThan(names);
        return map.Entries is [var only]
            ? only
            : throw new TemplateException(map.At, $"{map.Entries.Count} keys in {map.What}", $"one of {string.Join(", ", names.Order(StringComparer.Ordinal))}", "keep one");
    }
}
