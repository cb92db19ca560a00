using System.Net;
using System.Security.Authentication;

namespace Egress.Emulator.Gateway;

/// <summary>
/// What AWS does not document about the data plane, one switch each. The defaults are the pessimistic choice for a client
/// under test, or follow the nearest evidence.
/// </summary>
internal sealed record GatewaySwitches
{
    // Order of checks
    public bool RoutesBeforePolicies { get; init; }
    public bool CountsQuotaBeforeThrottle { get; init; }

    // Upstream faults: the status is 504 (network error, or timed out) or 500 (internal server error)
    public HttpStatusCode WhenNotConnected { get; init; } = HttpStatusCode.GatewayTimeout;
    public HttpStatusCode WhenNameNotResolved { get; init; } = HttpStatusCode.InternalServerError;
    public HttpStatusCode WhenCertificateRefused { get; init; } = HttpStatusCode.InternalServerError;
    public HttpStatusCode WhenCutMidBody { get; init; } = HttpStatusCode.GatewayTimeout;

    // Error types that no recording shows
    public string UnsupportedMediaTypeErrorType { get; init; } = "BadRequestException";
    public string GatewayTimeoutErrorType { get; init; } = "InternalServerErrorException";

    // Front-end limits
    public int HeadersTooLargeStatus { get; init; } = 431;
    public bool CountsHeaderValuesOnly { get; init; }
    public int UrlTooLongStatus { get; init; } = 414;
    public string UriTooLongBody { get; init; } = """{"message":"Request URI too long"}""";
    public string UriTooLongContentType { get; init; } = "application/json";
    public string MalformedTargetBody { get; init; } = """{"message":"Bad Request"}""";

    /// <summary>A compressed body of more than 10 MB once it is decompressed: 413 of type REQUEST_TOO_LARGE, or 415 as one that cannot be decompressed.</summary>
    public bool RefusesBombsAsTooLarge { get; init; } = true;

    // Policies
    public bool WordsPolicyDenialAnew { get; init; }
    public bool AnswersForbiddenToEndpointPolicyDenial { get; init; }

    /// <summary>aws:VpceOrgID, aws:VpceAccount and aws:VpceOrgPaths: no value means that the gateway does not supply the key.</summary>
    public IReadOnlyDictionary<string, string> EndpointOwnerKeys { get; init; } = new Dictionary<string, string>();

    // The listener
    public bool SendsServerHeader { get; init; }
    public SslProtocols TlsVersions { get; init; } = SslProtocols.Tls12;
    public TimeSpan? IdleClose { get; init; } = TimeSpan.FromSeconds(310);
    public int? RequestsPerConnection { get; init; }

    /// <summary>A client that takes longer to send its headers is cut off, as is one that sends its body more slowly than <see cref="LeastBodyBytesPerSecond"/>.</summary>
    public TimeSpan SlowestRequestHeaders { get; init; } = TimeSpan.FromSeconds(30);
    public double LeastBodyBytesPerSecond { get; init; } = 240;

    // Keys and plans. Propagation of keys is the nodes' affair (GatewayNodes).
    public bool MatchesKeyHeaderCase { get; init; }
    public bool RejectionsUseQuota { get; init; }
    public bool RollsQuotaWindow { get; init; }

    /// <summary>
    /// A quota's offset is "the number of requests subtracted from the given limit in the initial time period" [API reference, QuotaSettings]. Terraform's provider takes
    /// 0 for a DAY, 0 to 6 for a WEEK and 0 to 27 for a MONTH only, as if it were days by which the calendar's periods begin later: so it is by this switch.
    /// </summary>
    public bool OffsetsQuotaByDays { get; init; }

    /// <summary>Keys of one customer id, or else of one name, share bucket and quota within a plan.</summary>
    public bool CarriesUsageOfRotatedKeys { get; init; }

    /// <summary>Throttle and quota are best effort on AWS: this share on top is let through.</summary>
    public double LimitSlack { get; init; }

    // Request mappings
    public bool ReplacesHeadersInAnyCase { get; init; }
    public bool SendsEmptyMappings { get; init; }
    public bool RemovesTargetOfAbsentSource { get; init; }
    public bool IgnoresMappingsOfGatewayHeaders { get; init; }

    /// <summary>Connection, Expect, Proxy-Authenticate, TE and Via reach the upstream where a mapping writes them.</summary>
    public bool SendsMappedConnectionHeaders { get; init; }

    // Request to the upstream
    public bool PreservesPathEncoding { get; init; }
    public bool KeepsTrailingSlash { get; init; }
    public bool EncodesSpaceAsPlus { get; init; }
    public bool JoinsDuplicateHeaders { get; init; }
    public string? UpstreamConnectionHeader { get; init; }
    public bool AddsDefaultUserAgentAndAccept { get; init; } = true;
    public bool ReplacesClientTraceId { get; init; }
    public bool AppendsSourceIp { get; init; } = true;
    public bool HonoursMethodOverride { get; init; } = true;
    public bool DropsBodyOfBodilessMethods { get; init; }

    // Bodies
    public bool ConvertsBodies { get; init; } = true;

    /// <summary>STREAM needs no binary media types for the answer; whether that frees the request, which is buffered all the same, is not documented.</summary>
    public bool ConvertsStreamedRequests { get; init; } = true;
    public bool KeepsCompressedText { get; init; }

    // Response to the client
    public bool SendsLastCookieOnly { get; init; }
    public bool RemapsDocumentedHeaders { get; init; } = true;
    public bool DropsContentEncoding { get; init; }
    public bool FollowsRedirects { get; init; }

    // STREAM
    public bool StreamsWithUpstreamLength { get; init; }
    public bool RemapsStreamedHeaders { get; init; } = true;
    public bool StreamTimeoutEndsAtHeaders { get; init; }
    public bool EndsCutStreamsCleanly { get; init; }

    /// <summary>Documented, not open: false is for measuring this program, and not AWS's bandwidth.</summary>
    public bool PacesStreams { get; init; } = true;

    /// <summary>A stream's call that fails before its headers is answered by the status and the ids alone, without a body or an error type.</summary>
    public bool EmptiesStreamErrors { get; init; }
}
