namespace Egress.Client;

/// <summary>Why a request got no answer from its upstream.</summary>
public enum EgressReason
{
    /// <summary>Refused before the network: the gateway cannot carry this URI, header, method or protocol unchanged.</summary>
    NotRepresentable,

    /// <summary>The body is over 10,485,760 bytes.</summary>
    RequestTooLarge,

    /// <summary>The URL is over 8,192 characters, or the method's ARN over 1,600 bytes.</summary>
    UriTooLong,

    /// <summary>The header block is over 8,000 bytes.</summary>
    HeadersTooLarge,

    /// <summary>No API key could be read, and none was cached.</summary>
    KeyUnavailable,

    /// <summary>The gateway could not be reached: name, route, port or security group.</summary>
    GatewayUnreachable,

    /// <summary>The gateway's certificate was not trusted.</summary>
    GatewayCertificate,

    /// <summary>The connection to the gateway ended before an answer; the request may have been carried out.</summary>
    ConnectionLost,

    /// <summary>The gateway has no stage for this host.</summary>
    UnknownUpstream,

    /// <summary>The key is accepted elsewhere, but not for this upstream.</summary>
    NotGranted,

    /// <summary>The key is unknown, disabled or revoked, and no other key helped.</summary>
    KeyRejected,

    /// <summary>The API's or the endpoint's policy, or its firewall, denies the request.</summary>
    PolicyDenied,

    /// <summary>The API has no such path or method.</summary>
    RouteMissing,

    /// <summary>The request lacks something that the gateway demands.</summary>
    InvalidRequest,

    /// <summary>The body's <c>Content-Encoding</c> is not one that the gateway reads.</summary>
    UnsupportedContentEncoding,

    /// <summary>The rate limit of this consumer and upstream. A later try can succeed.</summary>
    Throttled,

    /// <summary>The quota of this consumer and upstream is used up until its period ends.</summary>
    QuotaExceeded,

    /// <summary>The upstream did not answer in the gateway's time.</summary>
    UpstreamTimeout,

    /// <summary>The gateway got no connection to the upstream, or lost it.</summary>
    UpstreamUnreachable,

    /// <summary>The gateway could not set up a trusted TLS session with the upstream, or is itself misconfigured.</summary>
    UpstreamTls,

    /// <summary>A rejection of a kind that this client does not know.</summary>
    Other,
}
