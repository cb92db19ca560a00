using System.Net;

namespace Egress.Client.Answers;

/// <summary>What each kind of rejection means and what helps. The types are those of API Gateway's "Gateway response types".</summary>
internal static class Rejection
{
    public static EgressReason ReasonOf(ReadOnlySpan<char> responseType) => responseType switch
    {
        "INVALID_API_KEY" => EgressReason.KeyRejected,
        "ACCESS_DENIED" or "WAF_FILTERED" => EgressReason.PolicyDenied,
        "MISSING_AUTHENTICATION_TOKEN" or "RESOURCE_NOT_FOUND" => EgressReason.RouteMissing,
        "BAD_REQUEST_BODY" or "BAD_REQUEST_PARAMETERS" or "UNAUTHORIZED" or "EXPIRED_TOKEN" or "INVALID_SIGNATURE" => EgressReason.InvalidRequest,
        "REQUEST_TOO_LARGE" => EgressReason.RequestTooLarge,
        "UNSUPPORTED_MEDIA_TYPE" => EgressReason.UnsupportedContentEncoding,
        "THROTTLED" => EgressReason.Throttled,
        "QUOTA_EXCEEDED" => EgressReason.QuotaExceeded,
        "INTEGRATION_TIMEOUT" => EgressReason.UpstreamTimeout,
        "INTEGRATION_FAILURE" => EgressReason.UpstreamUnreachable,
        "API_CONFIGURATION_ERROR" => EgressReason.UpstreamTls,
        _ => EgressReason.Other,
    };

    public static EgressException Of(EgressReason reason, string host, HttpStatusCode status, string? requestId, bool isReplayable = true, bool isKeyOnItsWay = false)
    {
        var notSentAgain = isReplayable ? "" : $" The body could not be sent a second time, with another key: buffer it{(isKeyOnItsWay ? ", or send the request again" : "")}.";
        var message = $"The gateway answered {(int)status} for '{host}' ({reason}, request id {requestId ?? "none"}): {Explain(reason)}{notSentAgain}";
        return new EgressException(reason, host, message, status: status, gatewayRequestId: requestId) { IsReplayable = isReplayable, CanRetryHelp = isKeyOnItsWay || EgressException.IsPassing(reason) };
    }

    private static string Explain(EgressReason reason) => reason switch
    {
        EgressReason.KeyRejected => "it does not accept the key. Expected a key that is enabled and in the plan of this stage: see that the consumer is granted this upstream and its secret holds the current key.",
        EgressReason.NotGranted => "it accepts the key for other upstreams, not for this one. Expected a grant: attach the consumer's key to this upstream's usage plan.",
        EgressReason.PolicyDenied => "a policy denies it. Expected the VPC endpoint in the API's policy and the API in the endpoint's policy: see AdditionalVpcEndpointIds.",
        EgressReason.RouteMissing => "the API has no such path or method. Expected a method of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT: see that the API's last deployment is the template's.",
        EgressReason.UnknownUpstream => "it knows no stage for this host, or no API behind this endpoint. Expected an upstream of this deployment: add its row and its name to the parameter Upstreams or PrivateUpstreams.",
        EgressReason.InvalidRequest => "the request lacks what its route demands. Expected the headers that this client sends: see that nothing between them drops one.",
        EgressReason.RequestTooLarge => "the body is too large. Expected at most 10,485,760 bytes.",
        EgressReason.UriTooLong => "the URL is too long. Expected at most 8,192 characters, and 1,600 bytes for the method's ARN.",
        EgressReason.HeadersTooLarge => "the headers are too large. Expected at most 8,000 bytes.",
        EgressReason.UnsupportedContentEncoding => "it cannot decode the body's Content-Encoding. Expected gzip, deflate or none: the gateway decodes what it passes on.",
        EgressReason.Throttled => "the rate limit of this consumer and upstream is reached. Expected fewer requests per second: try again after a growing delay.",
        EgressReason.QuotaExceeded => "the quota of this consumer and upstream is used up. Expected to last until its period ends: raise the upstream's limits.",
        EgressReason.UpstreamTimeout => "the upstream did not answer in time. Expected an answer within the integration's timeout: try again if the request is idempotent.",
        EgressReason.UpstreamUnreachable => "it could not reach the upstream, or lost it. Expected a host that accepts connections on port 443: try again if the request is idempotent.",
        EgressReason.UpstreamTls => "it could not set up a session with the upstream. Expected a certificate with this name, a public chain and a valid date, a name that resolves, and the way that the stage has: a host behind the gateway's VPC link is named in Egress:PrivateHosts, any other is not.",
        _ => "a kind that this client does not know. Expected one of API Gateway's response types that the template can cause: see the gateway's access log for the request id.",
    };
}
