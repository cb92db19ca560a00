using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Request;

/// <summary>What API Gateway keeps of the client's headers while parsing.</summary>
internal static class ParsedHeaders
{
    public const string MethodOverride = "X-HTTP-Method-Override";

    // Not even mappings see them. [validated: test_apigateway_header_remapping_aws, recorded 2024-12-11]
    private static readonly FrozenSet<string> Removed = new[]
    {
        "Connection", "Content-Length", "Content-MD5", "Expect", "Max-Forwards", "Proxy-Authenticate", "Server", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "WWW-Authenticate",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static HeaderLines Of(IHeaderDictionary headers)
    {
        var lines = new HeaderLines();
        foreach (var (name, values) in headers)
        {
            if (!Removed.Contains(name))
            {
                Add(lines, name, values);
            }
        }

        return lines;
    }

    private static void Add(HeaderLines lines, string name, IEnumerable<string?> values)
    {
        foreach (var value in values)
        {
            lines.Add(name, value ?? "");
        }
    }
}
