using System.Collections.Frozen;
using System.Net;

namespace Egress.Client.Addressing;

/// <summary>The gateway speaks HTTP/1.1 only (API Gateway, Private REST APIs), and these methods.</summary>
internal static class GatewayProtocol
{
    /// <summary>What ANY stands for (API Gateway, Set up an HTTP method).</summary>
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.Ordinal, ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

    /// <exception cref="EgressException">The request accepts nothing but a later version, or has another method.</exception>
    public static Version VersionOf(HttpRequestMessage request, string host)
    {
        if (request.Version.Major > 1 && request.VersionPolicy != HttpVersionPolicy.RequestVersionOrLower)
        {
            var message = $"The request demands HTTP/{request.Version} ({request.VersionPolicy}). Expected 1.1 or RequestVersionOrLower: the gateway speaks HTTP/1.1 only, so gRPC does not pass.";
            throw new EgressException(EgressReason.NotRepresentable, host, message);
        }

        if (!Methods.Contains(request.Method.Method))
        {
            throw new EgressException(EgressReason.NotRepresentable, host, $"The method is {request.Method}. Expected one of {string.Join(", ", Methods.Order())}: the gateway routes no other.");
        }

        return HttpVersion.Version11;
    }
}
