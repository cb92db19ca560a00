using System.Net;

namespace Egress.Client.Addressing;

/// <summary>The gateway speaks HTTP/1.1 only (API Gateway, Private REST APIs).</summary>
internal static class ProtocolVersion
{
    /// <exception cref="EgressException">The request accepts nothing but a later version.</exception>
    public static Version Of(HttpRequestMessage request, string host)
    {
        if (request.Version.Major > 1 && request.VersionPolicy != HttpVersionPolicy.RequestVersionOrLower)
        {
            var message = $"The request demands HTTP/{request.Version} ({request.VersionPolicy}). Expected 1.1 or RequestVersionOrLower: the gateway speaks HTTP/1.1 only, so gRPC does not pass.";
            throw new EgressException(EgressReason.NotRepresentable, host, message);
        }

        return HttpVersion.Version11;
    }
}
