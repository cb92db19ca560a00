using System.Collections.Frozen;

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

    // Of the names that HTTP defines only these are seen to come out respelt; "accept" does not. [validated: test_lambda_aws_proxy_integration; capture: fireprox #39]
    private static readonly FrozenSet<string> Respelt = new[] { "Authorization", "Host", "User-Agent" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static HeaderLines Of(IEnumerable<HeaderLine> lines)
    {
        var kept = new HeaderLines();
        foreach (var line in lines)
        {
            if (!Removed.Contains(line.Name))
            {
                kept.Add(Respelt.TryGetValue(line.Name, out var name) ? line with { Name = name } : line);
            }
        }

        return kept;
    }
}
