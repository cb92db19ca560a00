using System.Diagnostics;
using System.Diagnostics.Metrics;
using Egress.Client.Addressing;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Seeing;

/// <summary>Sees each request from the caller's side: its own URI, and all attempts as one. Names are those of OpenTelemetry's HTTP conventions (2026-08), ours begin with <c>egress.</c></summary>
internal sealed partial class RequestObserver(string? consumer, ILogger logger, Meter meter, TimeProvider time)
{
    private static readonly ActivitySource Activities = new(KeyMeter.Name);

    private readonly BilledRequests _billed = new(meter);
    private readonly Histogram<double> _duration = meter.CreateHistogram<double>("http.client.request.duration", "s", "Duration of requests through the gateway, until the response's headers.");

    public ObservedRequest Begin(HttpRequestMessage request)
    {
        var method = GatewayProtocol.NameOf(request.Method);
        var activity = Activities.StartActivity(method, ActivityKind.Client);
        if (activity is { IsAllDataRequested: true } && request.RequestUri is { IsAbsoluteUri: true } uri)
        {
            activity.SetTag("http.request.method", method);
            activity.SetTag("server.address", uri.IdnHost);
            activity.SetTag("server.port", uri.Port);
            activity.SetTag("url.full", UrlRedaction.Redact(uri));
        }

        return new ObservedRequest(this, method, activity, time.GetTimestamp());
    }

    public void Answered(HttpResponseMessage response, string upstream) => _billed.Count(response, upstream);

    public void End(ObservedRequest request, int? status, string outcome)
    {
        var elapsed = time.GetElapsedTime(request.StartedAt);
        if (_duration.Enabled)
        {
            _duration.Record(elapsed.TotalSeconds, Tags(request, status, outcome));
        }

        Log.Answered(logger, consumer, request.Upstream, request.Method, status, (long)elapsed.TotalMilliseconds, request.Attempts, outcome);
    }

    /// <summary>No host that is not an upstream: there may be as many as an application can be made to ask for.</summary>
    private static TagList Tags(ObservedRequest request, int? status, string outcome) => new()
    {
        { "http.request.method", request.Method },
        { "server.address", IsHostUnknown(outcome) ? "_OTHER" : request.Upstream },
        { "server.port", 443 },
        { "http.response.status_code", status },
        { "error.type", ObservedRequest.ErrorOf(status, outcome) },
        { "egress.attempts", request.Attempts },
    };

    /// <summary>Outcomes that a request to any host can have, as nothing was asked of an upstream.</summary>
    private static bool IsHostUnknown(string outcome) => outcome is nameof(EgressReason.NotRepresentable) or nameof(EgressReason.UnknownUpstream)
        or nameof(EgressReason.UriTooLong) or nameof(EgressReason.HeadersTooLarge) or nameof(EgressReason.RequestTooLarge);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Consumer} -> {Upstream}: {Method} {Status} in {Milliseconds} ms, attempts {Attempts}, {Outcome}")]
        public static partial void Answered(ILogger logger, string? consumer, string upstream, string method, int? status, long milliseconds, int attempts, string outcome);
    }
}
