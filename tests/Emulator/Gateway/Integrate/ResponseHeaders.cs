using System.Collections.Frozen;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>What becomes of an upstream's headers: some names belong to the gateway and come out as <c>x-amzn-Remapped-…</c>.</summary>
internal sealed class ResponseHeaders(GatewaySwitches switches)
{
    private const string Prefix = "x-amzn-Remapped-";

    // [validated: test_apigateway_header_remapping_http and test_http_integration_with_lambda, recorded 2024]. The id of a gateway behind this one is treated as its request id is.
    private static readonly FrozenDictionary<string, string> AlwaysRemapped = Names("Connection", "Content-Length", "Date", "Server", "x-amzn-RequestId", "x-amz-apigw-id");

    // [doc: Amazon API Gateway important notes]
    private static readonly FrozenDictionary<string, string> RemappedByTable = Names("Authorization", "Content-MD5", "Max-Forwards", "User-Agent", "WWW-Authenticate");
    private static readonly FrozenDictionary<string, string> Dropped = Names("Expect", "Host", "Proxy-Authenticate", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Via");

    // What the gateway regenerates; two of one kind would break the connection.
    private static readonly FrozenDictionary<string, string> Transport = Names("Connection", "Content-Length", "Date", "Transfer-Encoding");

    public HeaderLines Map(HeaderLines upstream, bool isStreamed)
    {
        var isRemapped = !isStreamed || switches.RemapsStreamedHeaders;
        var headers = new HeaderLines();
        foreach (var line in upstream)
        {
            if ((isRemapped ? Remapped(line) : Passed(line)) is { } kept)
            {
                headers.Add(kept);
            }
        }

        if (switches.DropsContentEncoding)
        {
            headers.Remove("Content-Encoding");
        }

        if (!headers.Contains("Content-Type"))
        {
            headers.Add("Content-Type", "application/json"); // [doc: Set up a proxy integration with a proxy resource]
        }

        if (switches.SendsLastCookieOnly && headers.Last("Set-Cookie") is { } cookie)
        {
            headers.Set("Set-Cookie", cookie);
        }

        return headers;
    }

    private HeaderLine? Remapped(HeaderLine line)
    {
        if (AlwaysRemapped.TryGetValue(line.Name, out var name) || (switches.RemapsDocumentedHeaders && RemappedByTable.TryGetValue(line.Name, out name)))
        {
            return new HeaderLine(Prefix + name, line.Value);
        }

        return Dropped.ContainsKey(line.Name) ? null : line;
    }

    private static HeaderLine? Passed(HeaderLine line) => Transport.ContainsKey(line.Name) ? null : line;

    private static FrozenDictionary<string, string> Names(params string[] names) => names.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);
}
