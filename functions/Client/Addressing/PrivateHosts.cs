using System.Text.RegularExpressions;

namespace Egress.Client.Addressing;

/// <summary>Which upstreams are behind the gateway's VPC link. The gateway has another path for these, as an integration's kind of connection cannot depend on the stage.</summary>
internal sealed partial class PrivateHosts(string? list)
{
    private readonly string[] _entries = Split(list);

    public bool Contain(string host) =>
        Array.Exists(_entries, entry => entry[0] == '.' ? host.Length > entry.Length && host.EndsWith(entry, StringComparison.Ordinal) : host == entry);

    /// <summary>The first entry that no host could be, or that holds every host; null when all are good.</summary>
    public static string? Fault(string? list) => Array.Find(Split(list), entry => !Entry().IsMatch(entry)) is { } entry ? $"the entry '{entry}'" : null;

    private static string[] Split(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^\.?([a-z0-9](-*[a-z0-9])*\.)+[a-z]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Entry();
}
