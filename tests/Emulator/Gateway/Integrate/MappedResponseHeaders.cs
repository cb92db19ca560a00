using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// What becomes of the headers that an integration response's parameters or a template set, where the integration is no proxy: more names belong to the gateway than with one.
/// [validated: test_apigateway_header_remapping_http[HTTP], recorded 2024-12-11; that MOCK goes the same way is inferred]
/// </summary>
internal static class MappedResponseHeaders
{
    private const string Prefix = "x-amzn-Remapped-";

    private static readonly FrozenDictionary<string, string> Remapped = new[]
    {
        "Authorization", "Connection", "Content-Length", "Content-MD5", "Date", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate", "Server", "Trailer", "Upgrade", "User-Agent",
        "WWW-Authenticate",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    public static HeaderLines Of(HeaderLines mapped)
    {
        var headers = new HeaderLines();
        foreach (var (name, value) in mapped)
        {
            if (!string.Equals(name, "Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                headers.Add(Remapped.TryGetValue(name, out var known) ? Prefix + known : name, value);
            }
        }

        return headers;
    }
}
