using System.Collections.Frozen;
using System.Net;

namespace Egress.Client.Addressing;

/// <summary>The gateway speaks HTTP/1.1 only (API Gateway, Private REST APIs), and these methods.</summary>
internal static class GatewayProtocol
{
    /// <summary>What ANY stands for (API Gateway, Set up an HTTP method). In any case: <see cref="SocketsHttpHandler"/> writes these in capitals.</summary>
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

    /// <summary>The method's one name, or <c>_OTHER</c> as in OpenTelemetry's conventions: there may be as many others as an application can be made to use.</summary>
    public static string NameOf(HttpMethod method) => Methods.TryGetValue(method.Method, out var name) ? name : "_OTHER";

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
