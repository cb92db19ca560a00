using System.Globalization;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>An evaluated map read property by property; <paramref name="what"/> is its name in errors.</summary>
internal sealed class PropertyMap(MapNode map, string what)
{
    public SourceLocation At => map.At;
    public string What => what;
    public IReadOnlyList<MapEntry> Entries => map.Entries;

    public bool Has(string name) => map.Find(name) is not null;

    public Node? Find(string name) => map.Find(name);

    public SourceLocation LocationOf(string name) => map.TryGet(name, out var entry) ? entry.At : map.At;

    public Node Require(string name) => map.Require(name, what);

    public string Text(string name) => Require(name).AsText(Named(name));

    public string? FindText(string name) => map.Find(name)?.AsText(Named(name));

    /// <summary>The text of a property that can only be one of a few, upper or lower case.</summary>
    public string? FindOneOf(string name, params string[] allowed)
    {
        var text = FindText(name);
        return text is null || allowed.Contains(text.ToUpperInvariant())
            ? text?.ToUpperInvariant()
            : throw Require(name).Unexpected(Named(name), $"one of {string.Join(", ", allowed)}", "correct it");
    }

    public bool IsTrue(string name, bool otherwise = false) => map.Find(name)?.AsBoolean(Named(name)) ?? otherwise;

    public int? FindInteger(string name, int least = 0, int most = int.MaxValue) => map.Find(name) switch
    {
        null => null,
        ScalarNode scalar => scalar.AsInteger(Named(name), least, most),
        var other => throw other.Unexpected(Named(name), "an integer", "write one"),
    };

    public double? FindNumber(string name)
    {
        if (map.Find(name) is not { } node)
        {
            return null;
        }

        var isNumber = double.TryParse(node.AsText(Named(name)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= 0 && double.IsFinite(number) ? number : throw node.Unexpected(Named(name), "a number that is not negative", "write one");
    }

    public PropertyMap? FindMap(string name) => map.Find(name) is { } node ? new PropertyMap(node.AsMap(Named(name)), Named(name)) : null;

    /// <summary>Every value of this map, itself read property by property.</summary>
    public IEnumerable<KeyValuePair<string, PropertyMap>> Maps() =>
        map.Entries.Select(entry => KeyValuePair.Create(entry.Key, new PropertyMap(entry.Value.AsMap(Named(entry.Key)), Named(entry.Key))));

    public IReadOnlyList<Node> Items(string name) => map.Find(name)?.AsList(Named(name)).Items ?? [];

    public IReadOnlyList<PropertyMap> Maps(string name) => [.. Items(name).Select(item => new PropertyMap(item.AsMap($"an item of {Named(name)}"), $"an item of {Named(name)}"))];

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(item => item.AsText($"an item of {Named(name)}"))];

    public IReadOnlyDictionary<string, string> TextsByKey(string name) =>
        (FindMap(name)?.Entries ?? []).ToDictionary(entry => entry.Key, entry => entry.Value.AsText($"{entry.Key} in {Named(name)}"), StringComparer.Ordinal);

    /// <summary>Tags in CloudFormation's form, a list of Key and Value, or in SAM's, a map.</summary>
    public IReadOnlyDictionary<string, string> Tags() => map.Find("Tags") is MapNode
        ? TextsByKey("Tags")
        : MapsBy("Tags", "Key", tag => tag.Text("Value"));

    /// <summary>A list of maps by one of their properties, which may not say the same twice.</summary>
    public IReadOnlyDictionary<string, T> MapsBy<T>(string name, string key, Func<PropertyMap, T> value)
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in Maps(name))
        {
            if (!values.TryAdd(item.Text(key), value(item)))
            {
                throw new TemplateException(item.At, $"the {key} {item.Text(key)} a second time in {Named(name)}", "each once", "remove one");
            }
        }

        return values;
    }

    /// <summary>A policy or the like, handed on as the JSON text that AWS would get.</summary>
    public string? FindJson(string name) => map.Find(name) switch
    {
        null => null,
        ScalarNode text => text.AsText(Named(name)),
        var node => NodeJson.Write(node),
    };

    public void RefuseOthersThan(params IEnumerable<string> known) => map.RefuseOthersThan(known, what);

    /// <summary>A property that AWS has and this emulator has not: better no start than another behaviour.</summary>
    public void RefuseUnemulated(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (map.TryGet(name, out var entry))
            {
                throw new TemplateException(entry.At, $"{name} in {what}", "a template without it: the emulator does not have it", "guard it with a condition that is false here");
            }
        }
    }

    private string Named(string name) => $"{name} of {what}";
}
