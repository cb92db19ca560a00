using System.Text;

namespace Egress.Testing.Wire;

/// <summary>A request as it came over the wire: names in their own case, the target as it was written.</summary>
public sealed record SeenRequest(int Connection, string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The values of a header, in the order of the wire.</summary>
    public IReadOnlyList<string> this[string name] => [.. Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
}
