using System.Diagnostics;
using System.Globalization;

namespace Egress.Client.Seeing;

/// <summary>One request while it runs, with all its attempts.</summary>
internal sealed class ObservedRequest(RequestObserver observer, string method, Activity? activity, long startedAt)
{
    /// <summary>The outcome of a request that its upstream answered, whatever the status.</summary>
    public const string Answer = "answered";

    private const string Cancelled = "cancelled";
    private const string Failure = "failed";

    public string Method { get; } = method;
    public long StartedAt { get; } = startedAt;
    public string Upstream { get; private set; } = "";
    public int Attempts { get; private set; }

    public void Sending(string host, ApiKeyVersion key)
    {
        Upstream = host;
        Attempts++;
        activity?.SetTag("egress.key.version", key.VersionId);
    }

    public void Answered(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        activity?.SetTag("http.response.status_code", status);
        if (ErrorOf(status, Answer) is { } error)
        {
            activity?.SetTag("error.type", error);
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        End(status, Answer);
        observer.Answered(response, Upstream);
    }

    /// <summary>The <c>error.type</c>: the status from 400, where the upstream answered; null where nothing is wrong (OpenTelemetry, HTTP client spans).</summary>
    public static string? ErrorOf(int? status, string outcome) => outcome != Answer ? outcome : status >= 400 ? status.Value.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Looks on only: false lets the exception pass by.</summary>
    public bool Failed(Exception failure)
    {
        var refusal = failure as EgressException;
        var outcome = refusal?.Reason.ToString() ?? (failure is OperationCanceledException ? Cancelled : Failure);
        Upstream = refusal is { Upstream.Length: > 0 } ? refusal.Upstream : Upstream;
        activity?.SetTag("error.type", outcome);
        activity?.SetTag("egress.gateway.request_id", refusal?.GatewayRequestId);
        activity?.SetStatus(ActivityStatusCode.Error);
        End((int?)refusal?.StatusCode, outcome);
        return false;
    }

    private void End(int? status, string outcome)
    {
        activity?.SetTag("http.request.resend_count", Attempts > 1 ? Attempts - 1 : null);
        activity?.SetTag("egress.outcome", outcome);
        activity?.Dispose();
        observer.End(this, status, outcome);
    }
}
