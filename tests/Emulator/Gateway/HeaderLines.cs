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

    public void Add(string name, string value) => _lines.Add(new HeaderLine(name, value));

    public bool Contains(string name) => _lines.Exists(line => Same(line.Name, name));

    /// <summary>The value of a header by name, whatever the case; of several lines the last, as AWS takes it for a mapping.</summary>
    public string? Last(string name) => _lines.FindLast(line => Same(line.Name, name)).Value;

    /// <summary>As <see cref="Last"/>, but the name must be in the same case.</summary>
    public string? LastExact(string name) => _lines.FindLast(line => line.Name == name).Value;

    public IEnumerable<string> All(string name) => _lines.Where(line => Same(line.Name, name)).Select(line => line.Value);

    public void Remove(string name) => _lines.RemoveAll(line => Same(line.Name, name));

    public void RemoveExact(string name) => _lines.RemoveAll(line => line.Name == name);

    public void RemoveAll(IReadOnlySet<string> names) => _lines.RemoveAll(line => names.Contains(line.Name));

    /// <summary>One line instead of however many there were.</summary>
    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    public IEnumerator<HeaderLine> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
