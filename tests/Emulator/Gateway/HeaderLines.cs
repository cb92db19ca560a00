using System.Collections;

namespace Egress.Emulator.Gateway;

/// <summary>Header lines in order, duplicates and case kept: what a dictionary of headers would lose.</summary>
internal sealed class HeaderLines : IEnumerable<HeaderLine>
{
    private readonly List<HeaderLine> _lines = [];

    public HeaderLines()
    {
    }

    public HeaderLines(IEnumerable<HeaderLine> lines) => _lines.AddRange(lines);

    public HeaderLines(HeaderLines lines) => _lines.AddRange(lines._lines);

    public void Add(string name, string value) => Add(new HeaderLine(name, value));

    public void Add(HeaderLine line) => _lines.Add(line);

    public int Count => _lines.Count;

    public bool Contains(string name) => Last(name) is not null;

    /// <summary>The value of a header by name, whatever the case; of several lines the last, as AWS takes it for a mapping.</summary>
    public string? Last(string name)
    {
        for (var index = _lines.Count - 1; index >= 0; index--)
        {
            if (Same(_lines[index].Name, name))
            {
                return _lines[index].Value;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Last"/>, but the name must be in the same case.</summary>
    public string? LastExact(string name) => _lines.FindLast(line => line.Name == name).Value;

    public IEnumerable<string> All(string name) => _lines.Where(line => Same(line.Name, name)).Select(line => line.Value);

    public void Remove(string name)
    {
        for (var index = _lines.Count - 1; index >= 0; index--)
        {
            if (Same(_lines[index].Name, name))
            {
                _lines.RemoveAt(index);
            }
        }
    }

    public void RemoveExact(string name) => _lines.RemoveAll(line => line.Name == name);

    public void RemoveAll(Predicate<HeaderLine> match) => _lines.RemoveAll(match);

    public void RemoveAll(IReadOnlySet<string> names) => _lines.RemoveAll(line => names.Contains(line.Name));

    /// <summary>One line instead of however many there were.</summary>
    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    public List<HeaderLine>.Enumerator GetEnumerator() => _lines.GetEnumerator();

    IEnumerator<HeaderLine> IEnumerable<HeaderLine>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
