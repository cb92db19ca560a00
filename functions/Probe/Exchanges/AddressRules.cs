using System.Text.RegularExpressions;

namespace Egress.Probe.Exchanges;

/// <summary>
/// An exchange goes to Probe's configured address, but the endpoint behind it leads to every private API of the account. So what chooses one is a
/// placeholder here, or a name that nobody has: the mode opens no way that the gateway itself does not.
/// </summary>
internal static partial class AddressRules
{
    /// <summary>Null when the request can only be the gateway's. A bare CR or LF ends a line for some readers, so it does here.</summary>
    public static string? Fault(string request) => request.Split('\r', '\n').Select(FaultOfLine).FirstOrDefault(fault => fault is not null);

    private static string? FaultOfLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (line.Trim(), "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
        if (name.Equals("Host", StringComparison.OrdinalIgnoreCase) && value != Placeholders.Host && !Nobody().IsMatch(value))
        {
            return $"a request names a host; expected Host: {Placeholders.Host}, or a name that ends in .invalid";
        }

        if (name.Contains("apigw-api-id", StringComparison.OrdinalIgnoreCase) && value != Placeholders.Api)
        {
            return $"a request names an API; expected x-apigw-api-id: {Placeholders.Api}";
        }

        // GET https://another/ HTTP/1.1: a name with a space in it is a request line.
        return name.Any(char.IsWhiteSpace) && line.Contains("://", StringComparison.Ordinal)
            ? "a request has an absolute target; expected a path, with : written as %3A in a query"
            : null;
    }

    // RFC 2606: never a name.
    [GeneratedRegex("^[a-z0-9.-]+\\.invalid\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Nobody();
}
