using System.Diagnostics.CodeAnalysis;

namespace Egress.Emulator.Template;

/// <summary>The section Mappings: name → first key → second key → a value or a list of values.</summary>
internal sealed class Mappings
{
    private readonly Dictionary<string, MapNode> _byName;

    public Mappings(MapNode? section)
    {
        _byName = (section?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.AsMap($"the mapping {entry.Key}"), StringComparer.Ordinal);
        foreach (var (name, rows) in _byName)
        {
            Check(name, rows);
        }
    }

    public IEnumerable<string> Names => _byName.Keys;

    public bool TryGet(string name, [NotNullWhen(true)] out MapNode? rows) => _byName.TryGetValue(name, out rows);

    private static void Check(string name, MapNode rows)
    {
        foreach (var row in rows.Entries)
        {
            foreach (var cell in row.Value.AsMap($"the row {row.Key} of the mapping {name}").Entries)
            {
                if (cell.Value is not (ScalarNode { Kind: not ScalarKind.Null } or ListNode))
                {
                    throw cell.Value.Unexpected($"{name}.{row.Key}.{cell.Key}", "a value or a list of values", "a mapping has exactly two levels of keys");
                }
            }
        }
    }
}
