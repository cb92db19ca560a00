using System.Collections.Frozen;

namespace Egress.Client.Addressing;

/// <summary>The request headers that say where a request goes or how it travels: ours replace the caller's.</summary>
internal static class RoutingHeaders
{
    private const string ApiIdHeader = "x-apigw-api-id";

    /// <summary>
    /// Would lead the gateway elsewhere (<c>Host</c>, <c>x-apigw-api-id</c>, <c>x-amzn-vpce-…</c>), changes the method there (<c>X-HTTP-Method-Override</c>), tells the upstream of
    /// a way that is not the request's own, names headers that the next hop drops, ours among them (<c>Connection</c>; RFC 9110, 7.6.1), or ends at the gateway and stalls the way to it (<c>Expect</c>, <c>TE</c>, <c>Trailer</c>; API Gateway, important notes).
    /// </summary>
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["Host", ApiIdHeader, "x-amzn-vpce-id", "x-amzn-vpce-config", "X-HTTP-Method-Override", "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto",
            "X-Forwarded-Prefix", "X-Forwarded-Server", "Connection", "Expect", "TE", "Trailer", "Transfer-Encoding", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization"]);

    /// <exception cref="EgressException">The request asks for a protocol that the gateway does not speak.</exception>
    public static void Write(HttpRequestMessage request, string host, string apiId)
    {
        List<string>? dropped = null;
        foreach (var header in request.Headers.NonValidated)
        {
            if (header.Key.Equals("Upgrade", StringComparison.OrdinalIgnoreCase))
            {
                throw new EgressException(EgressReason.NotRepresentable, host, "The request asks for an Upgrade. Expected plain HTTP/1.1: the gateway carries no WebSocket and no other protocol.");
            }

            if (Dropped.Contains(header.Key))
            {
                (dropped ??= []).Add(header.Key);
            }
        }

        dropped?.ForEach(name => request.Headers.Remove(name));
        request.Headers.TryAddWithoutValidation(ApiIdHeader, apiId);
    }

    public static void Remove(HttpRequestMessage request) => request.Headers.Remove(ApiIdHeader);
}
