using System.Net;

namespace Egress.Client;

/// <summary>A request got no answer from its upstream: it was refused before the network, the gateway rejected it, or the gateway could not be reached. The message says what was found, what was expected and what to do; it holds no key.</summary>
public sealed class EgressException : HttpRequestException
{
    internal EgressException(EgressReason reason, string upstream, string message, Exception? cause = null, HttpStatusCode? status = null, string? gatewayRequestId = null)
        : base(ErrorOf(reason), message, cause, status)
    {
        Reason = reason;
        Upstream = upstream;
        GatewayRequestId = gatewayRequestId;
        CanRetryHelp = IsPassing(reason);
    }

    /// <summary>What went wrong.</summary>
    public EgressReason Reason { get; }

    /// <summary>How far the request had come: from <see cref="EgressPhase.AwaitingAnswer"/> on, it may have been carried out.</summary>
    public EgressPhase Phase => StatusCode is not null ? EgressPhase.Rejected : Reason switch
    {
        EgressReason.GatewayUnreachable or EgressReason.GatewayCertificate => EgressPhase.Connecting,
        EgressReason.ConnectionLost => EgressPhase.AwaitingAnswer,
        _ => EgressPhase.Preparing,
    };

    /// <summary>The upstream's host, or an empty string where the URI has none.</summary>
    public string Upstream { get; }

    /// <summary>The gateway's request id, by which its access log can be searched; null where the gateway did not answer.</summary>
    public string? GatewayRequestId { get; }

    /// <summary>False if the key was rejected and the body could not be sent a second time.</summary>
    public bool IsReplayable { get; internal init; } = true;

    /// <summary>Whether the same request can succeed later, without a change of configuration. Repeat only what is idempotent, and with a growing delay: the gateway sends no <c>Retry-After</c>.</summary>
    public bool CanRetryHelp { get; internal init; }

    /// <summary>Of itself; what is known of one failure can say otherwise.</summary>
    internal static bool IsPassing(EgressReason reason) => reason is EgressReason.Throttled or EgressReason.UpstreamTimeout or EgressReason.UpstreamUnreachable
        or EgressReason.GatewayUnreachable or EgressReason.ConnectionLost or EgressReason.KeyUnavailable;

    private static HttpRequestError ErrorOf(EgressReason reason) => reason switch
    {
        EgressReason.GatewayUnreachable => HttpRequestError.ConnectionError,
        EgressReason.GatewayCertificate => HttpRequestError.SecureConnectionError,
        EgressReason.ConnectionLost => HttpRequestError.ResponseEnded,
        EgressReason.RequestTooLarge or EgressReason.UriTooLong or EgressReason.HeadersTooLarge => HttpRequestError.ConfigurationLimitExceeded,
        _ => HttpRequestError.Unknown,
    };
}
