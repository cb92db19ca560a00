using System.Net;

namespace Egress.Client.Answers;

/// <summary>A failure below HTTP, said in terms of the gateway. The request may have been carried out where the connection was lost, never where there was none.</summary>
internal static class NetworkFailure
{
    public static EgressException? Of(Exception failure, string host, CancellationToken cancellationToken) => failure switch
    {
        EgressException => null,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new EgressException(
            EgressReason.GatewayUnreachable, host, "The gateway's name does not resolve. Expected private DNS on the execute-api endpoint, or the endpoint's own DNS name in Egress:GatewayUrl.", failure),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new EgressException(
            EgressReason.GatewayUnreachable, host, "The gateway accepts no connection. Expected the endpoint's security group to admit port 443 from this one, and the name to resolve to a private address.", failure),
        OperationCanceledException { InnerException: TimeoutException } when !cancellationToken.IsCancellationRequested => new EgressException(
            EgressReason.GatewayUnreachable, host, "Connecting to the gateway took longer than Egress:ConnectTimeout. Expected a private address in this VPC: if the name resolves to a public one, private DNS is off.", failure),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new EgressException(
            EgressReason.GatewayCertificate, host, "The gateway's certificate is not trusted for this name. Expected an execute-api host name in Egress:GatewayUrl and Amazon's roots in the trust store.", failure),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new EgressException(
            EgressReason.ConnectionLost, host, "What came in place of an answer is no HTTP/1.1. Expected the gateway at Egress:GatewayUrl. The request may have been carried out: send it again only if it is idempotent.", failure),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpRequestException { InnerException: IOException } => new EgressException(
            EgressReason.ConnectionLost, host, "The connection to the gateway ended before an answer. The request may have been carried out: send it again only if it is idempotent.", failure),
        _ => null,
    };

    public static EgressException OfPublicAddress(IPAddress found, string host, Exception failure) => new(
        EgressReason.GatewayUnreachable, host, $"The gateway's name leads to {found}, a public address, and no connection was made. Expected a private address of the execute-api endpoint in this VPC: see that the endpoint exists and its private DNS is on, or use the endpoint's own DNS name in Egress:GatewayUrl.", failure)
    {
        CanRetryHelp = false,
    };
}
