using System.Buffers;

namespace Egress.Client.Addressing;

/// <summary>
/// The one way in which a request's URI is read. What the gateway would not deliver unchanged is refused here, before the network:
/// it decodes and encodes the path and the query once more, and its route <c>{proxy+}</c> loses a leading empty segment.
/// </summary>
internal readonly record struct UpstreamUri
{
    /// <summary>A stage name has at most 128 characters (API Gateway, CreateStage), and it is the host's name.</summary>
    private const int MaxHostCharacters = 128;

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private UpstreamUri(string host, string path, string query)
    {
        Host = host;
        Path = path;
        Query = query;
    }

    /// <summary>The host in its canonical form: lower case, punycode, no trailing dot.</summary>
    public string Host { get; }

    /// <summary>The percent-encoded path, with its leading slash.</summary>
    public string Path { get; }

    /// <summary>The percent-encoded query with its question mark, or an empty string.</summary>
    public string Query { get; }

    /// <exception cref="EgressException">The gateway cannot represent the URI.</exception>
    public static UpstreamUri Read(Uri? uri)
    {
        if (uri is not { IsAbsoluteUri: true })
        {
            throw Refusal("", "The request has no absolute URI. Expected https://<upstream>/…: set the URI or the client's BaseAddress.");
        }

        var host = uri.IdnHost.EndsWith('.') ? uri.IdnHost[..^1] : uri.IdnHost;
        var refusal = OfAuthority(uri, host) ?? UriText.RefusalOfEscapes(uri.OriginalString) ?? UriText.RefusalOfPath(uri.AbsolutePath) ?? UriText.RefusalOfQuery(uri.Query);
        return refusal is null ? new UpstreamUri(host, uri.AbsolutePath, uri.Query) : throw Refusal(host, refusal);
    }

    /// <summary>The stage of an upstream's host: <c>.</c> becomes <c>_</c>, which no host name contains.</summary>
    public static void WriteStage(ReadOnlySpan<char> host, Span<char> stage) => host.Replace(stage, '.', '_');

    private static EgressException Refusal(string host, string refusal) => new(EgressReason.NotRepresentable, host, refusal);

    private static string? OfAuthority(Uri uri, string host)
    {
        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            return $"The scheme is '{uri.Scheme}'. Expected https: the gateway speaks nothing else to an upstream.";
        }

        if (uri.UserInfo.Length > 0)
        {
            return $"The URI of '{host}' has user information before the host. Expected none: send credentials in a header.";
        }

        if (uri.Port != 443)
        {
            return $"The port is {uri.Port}. Expected 443: the gateway reaches an upstream on no other port.";
        }

        if (uri.HostNameType is not UriHostNameType.Dns || host.AsSpan().ContainsAnyExcept(HostCharacters) || !IsPublicName(host))
        {
            return $"The host is '{host}'. Expected a public DNS name of letters, digits, hyphens and dots: an upstream is neither an address nor a local name.";
        }

        return host.Length > MaxHostCharacters ? $"The host has {host.Length} characters. Expected at most {MaxHostCharacters}: it names a stage of the gateway." : null;
    }

    /// <summary>Two labels or more, the last of which no address ends with: a top-level domain begins with a letter (RFC 3696, 2).</summary>
    private static bool IsPublicName(ReadOnlySpan<char> host)
    {
        var lastDot = host.LastIndexOf('.');
        foreach (var label in host.Split('.'))
        {
            if (host[label] is "" or ['-', ..] or [.., '-'])
            {
                return false;
            }
        }

        return lastDot >= 0 && char.IsAsciiLetterLower(host[lastDot + 1]);
    }
}
