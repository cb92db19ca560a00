using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The address of one call: an integration's uri with everything filled in; the query is without its question mark, and encoded.</summary>
internal sealed partial record IntegrationUri(string Scheme, string Host, int Port, string Path, string Query)
{
    /// <summary>Null for no host and for a port other than 80, 443 and 1024–65535. [doc: Set up HTTP integrations; validated: test_import_with_stage_variables]</summary>
    public static IntegrationUri? Of(string scheme, string authority, string path, string query)
    {
        var match = HostAndPort().Match(authority);
        if (!match.Success || path.AsSpan().ContainsAnyInRange('\0', ' '))
        {
            return null;
        }

        var port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture) : DefaultPort(scheme);
        return port is 80 or 443 or (>= 1024 and <= 65535) ? new IntegrationUri(scheme, match.Groups["host"].Value, port, path, query) : null;
    }

    /// <summary>The Host header: without the scheme's own port.</summary>
    public string Authority => Port == DefaultPort(Scheme) ? Host : $"{Host}:{Port}";

    /// <summary>The request target: a path of several leading slashes has one. [validated: test_import_with_stage_variables]</summary>
    public string Target(string query) => "/" + Path.TrimStart('/') + (query.Length == 0 ? "" : "?" + query);

    private static int DefaultPort(string scheme) => scheme == "https" ? 443 : 80;

    // A name or an IPv4 address; userinfo, spaces and IPv6 literals are no endpoint address.
    [GeneratedRegex("""^(?<host>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(:(?<port>[0-9]{1,5}))?$""")]
    private static partial Regex HostAndPort();
}
