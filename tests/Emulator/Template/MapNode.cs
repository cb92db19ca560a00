using System.Diagnostics.CodeAnalysis;

namespace Egress.Emulator.Template;

/// <summary>Keys and values in the order in which they were written.</summary>
internal sealed class MapNode(SourceLocation at, IReadOnlyList<MapEntry> entries) : Node(at)
{
    private readonly Dictionary<string, MapEntry> _byKey = entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);

    public IReadOnlyList<MapEntry> Entries { get; } = entries;

    public override string Description => Entries.Count == 0 ? "an empty map" : "a map";

    public bool TryGet(string key, [NotNullWhen(true)] out MapEntry? entry) => _byKey.TryGetValue(key, out entry);

    public Node? Find(string key) => _byKey.GetValueOrDefault(key)?.Value;

    public Node Require(string key, string what) =>
        Find(key) ?? throw new TemplateException(At, $"no {key} in {what}", $"the key {key}", "add it");

    /// <summary>An unknown key is a misspelt one more often than not, and CloudFormation refuses it as well.</summary>
    public void RefuseOthersThan(IEnumerable<string> known, string what)
    {
        var names = known.ToHashSet(StringComparer.Ordinal);
        var stranger = Entries.FirstOrDefault(entry => !names.Contains(entry.Key));
        if (stranger is not null)
        {
            throw new TemplateException(
                stranger.At,
                $"the key '{stranger.Key}' in {what}",
                $"one of {string.Join(", ", names.Order(StringComparer.Ordinal))}",
                "correct or remove it");
        }
    }
}
