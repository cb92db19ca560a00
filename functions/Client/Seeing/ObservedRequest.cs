using System.Diagnostics;

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
        activity?.SetTag("http.response.status_code", (int)response.StatusCode);
        End((int)response.StatusCode, Answer);
    }

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
