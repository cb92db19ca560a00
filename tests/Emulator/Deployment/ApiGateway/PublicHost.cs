using System.Text.RegularExpressions;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>
/// Is a host the bare, canonical name of something public? AWS takes more than that, and lets a value such as <c>@evil.example</c> or <c>169.254.169.254</c>
/// turn the gateway into a way to where it should not lead.
/// </summary>
internal static partial class PublicHost
{
    private const int LongestName = 253;

    // RFC 2606, 6761, 6762, 7686, 8375, and ICANN's reservation of .internal: never delegated to anybody public.
    private static readonly string[] ReservedSuffixes = ["example", "home.arpa", "internal", "invalid", "local", "localhost", "onion", "test"];

    /// <summary>What is wrong with it; null when it is good.</summary>
    public static string? Fault(string host)
    {
        if (host.Length > LongestName || !Name().IsMatch(host))
        {
            return "no bare host name: lower-case letters, digits and hyphens, at least two labels, no port, no other character";
        }

        // Browsers, and resolvers, read 127.1 and 0x7f.1 as addresses: a name does not end in a number.
        if (NumericEnd().IsMatch(host))
        {
            return "an address";
        }

        return ReservedSuffixes.Any(suffix => host.EndsWith($".{suffix}", StringComparison.Ordinal)) ? "a name that is reserved for private use or for documents" : null;
    }

    [GeneratedRegex(@"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\.(?:[0-9]+|0x[0-9a-f]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumericEnd();
}
