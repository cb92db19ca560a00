using System.Net.Mime;
using System.Text.Json;
using Egress.Client;

namespace Egress.Caller;

/// <summary>The one place that turns a failure into a status and a remedy. What is not listed is a fault of ours, and fails the invocation.</summary>
internal sealed record Failure(int Status, string Reason, string Remedy)
{
    private const string ReasonHeader = "x-egress-reason";

    public bool CanRetryHelp { get; private init; }
    public string? Found { get; private init; }
    public string? Upstream { get; private init; }
    public string? GatewayRequestId { get; private init; }

    public static Failure? Of(Exception exception) => exception switch
    {
        EgressException egress => Of(egress),
        BadEventException bad => new Failure(400, "BadEvent", bad.Message),
        ResponseTooLargeException => new Failure(502, "ResponseTooLarge", "The answer is over Lambda's 6,291,556 bytes. Ask the upstream for a part of it, or use the client library in place of this function."),
        OperationCanceledException => new Failure(504, "DeadlineExceeded", "The function's time ran out before the answer was complete. Raise its Timeout, or ask the upstream for less.") { CanRetryHelp = true },
        HttpRequestException or IOException => new Failure(502, "AnswerInterrupted", "The answer broke off or made no sense. Send the request again if it is idempotent.") { CanRetryHelp = true },
        _ => null,
    };

    public MemoryStream ToResult() => ResultStream.Write(
        Status,
        new Dictionary<string, IList<string>> { ["Content-Type"] = [MediaTypeNames.Application.Json], [ReasonHeader] = [Reason] },
        JsonSerializer.SerializeToUtf8Bytes(new FailureBody(Reason, Found, Remedy, CanRetryHelp, Upstream, GatewayRequestId), CallerJson.Default.FailureBody),
        isText: true);

    private static Failure Of(EgressException egress)
    {
        var (status, remedy) = Explain(egress.Reason);
        return new Failure(status, egress.Reason.ToString(), remedy)
        {
            CanRetryHelp = egress.CanRetryHelp,
            Found = FoundIn(egress),
            Upstream = egress.Upstream.Length > 0 ? egress.Upstream : null,
            GatewayRequestId = egress.GatewayRequestId,
        };
    }

    /// <summary>What the client found in the event's own request. Other messages may quote a store, a network or a certificate.</summary>
    private static string? FoundIn(EgressException egress) => egress is { StatusCode: null, Reason: EgressReason.NotRepresentable or EgressReason.RequestTooLarge or EgressReason.UriTooLong or EgressReason.HeadersTooLarge } ? egress.Message : null;

    private static (int Status, string Remedy) Explain(EgressReason reason) => reason switch
    {
        EgressReason.NotRepresentable => (400, "The gateway cannot carry this request unchanged. Use https on port 443 to a public name; a path with neither '//' at its start nor '/-/' nor an escape of a slash, backslash, control character or of what needs none there (such as %2C for ','); no bare ';' in the query; escapes of UTF-8; header values of visible ASCII; DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT; no upgrade."),
        EgressReason.RequestTooLarge => (413, "The body is larger than the gateway takes. Send at most 10,485,760 bytes."),
        EgressReason.UriTooLong => (414, "The URL is longer than the gateway takes. Use at most 8,192 characters of URL, and 1,600 bytes of path and host."),
        EgressReason.HeadersTooLarge => (431, "The headers are larger than the gateway takes. Use at most 8,000 bytes of headers."),
        EgressReason.UnsupportedContentEncoding => (415, "The gateway cannot decode the body. Send it as it is, or with gzip or deflate."),
        EgressReason.KeyUnavailable => (503, "No API key could be read. Let the function read its secret: see its policy, the secretsmanager endpoint and that endpoint's security group."),
        EgressReason.GatewayUnreachable => (503, "No connection to the gateway could be made; nothing was sent. See the execute-api endpoint: private DNS, port 443 in its security group, and Egress__GatewayUrl."),
        EgressReason.GatewayCertificate => (502, "The gateway's certificate is not trusted for its name; nothing was sent. Use an execute-api host name in Egress__GatewayUrl; the trust store needs Amazon's roots."),
        EgressReason.ConnectionLost => (502, "The connection ended before an answer, and the request may have been carried out. Send it again only if it is idempotent."),
        EgressReason.UnknownUpstream => (403, "The gateway has no stage for this host. Add the host's row and its name to the parameter Upstreams or PrivateUpstreams, and deploy."),
        EgressReason.NotGranted => (403, "The key is good, but not for this upstream. Grant this consumer the upstream: attach its key to that usage plan."),
        EgressReason.KeyRejected => (403, "The gateway does not accept the key. See that the consumer's key is enabled and granted this upstream, or rotate its secret."),
        EgressReason.PolicyDenied => (403, "A policy or a firewall denies the request. Name this VPC's endpoint in the API's policy, and the API in the endpoint's policy."),
        EgressReason.RouteMissing => (502, "The API has no such route. Deploy the template again: the API's last deployment lacks it."),
        EgressReason.InvalidRequest => (502, "The request came to the gateway without what its route demands. See that nothing between this function and the gateway drops a header."),
        EgressReason.Throttled => (429, "The rate limit of this consumer and upstream is reached. Send fewer requests per second, or raise the upstream's limits."),
        EgressReason.QuotaExceeded => (429, "The quota of this consumer and upstream is used up. Wait for its next period, or raise the upstream's limits."),
        EgressReason.UpstreamTimeout => (504, "The upstream did not answer in time. Send the request again if it is idempotent."),
        EgressReason.UpstreamUnreachable => (502, "The gateway could not reach the upstream, or lost it. See that its host accepts connections on port 443; send the request again if it is idempotent."),
        EgressReason.UpstreamTls => (502, "The gateway could not set up a session with the upstream. See the upstream's certificate (name, chain, date), that its name resolves, and that Egress__PrivateHosts names it if it is private."),
        _ => (502, "The gateway refused for a reason that this function does not know. See the gateway's access log for the request id."),
    };
}
