using System.Net;

namespace Egress.Client.Answers;

/// <summary>
/// Tells the gateway's rejections from the upstream's own answers. A rejection carries <c>x-egress-error: &lt;mark&gt; &lt;RESPONSE_TYPE&gt;</c>; the mark is unknown to every upstream.
/// Where the gateway cannot write it (no stage, front-end limits), see <see cref="UnmarkedRejection"/>.
/// </summary>
internal sealed class RejectionReader(string mark)
{
    private const string MarkHeader = "x-egress-error";

    public async ValueTask<EgressException?> ReadAsync(HttpResponseMessage response, string host, CancellationToken cancellationToken)
    {
        if (response.StatusCode < HttpStatusCode.BadRequest)
        {
            return null;
        }

        var reason = MarkedReason(response) ?? await UnmarkedRejection.ReasonAsync(response, cancellationToken).ConfigureAwait(false);
        return reason is null ? null : Rejection.Of(reason.Value, host, response.StatusCode, RequestId(response));
    }

    /// <summary>The whole first word counts: a mark with something behind it is not the mark.</summary>
    private EgressReason? MarkedReason(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues(MarkHeader, out var values) || values.Count != 1)
        {
            return null;
        }

        var value = values.ToString().AsSpan();
        return value.StartsWith(mark, StringComparison.Ordinal) && value.Length > mark.Length && value[mark.Length] == ' '
            ? Rejection.ReasonOf(value[(mark.Length + 1)..])
            : null;
    }

    private static string? RequestId(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(RemappedHeaders.GatewayRequestId, out var id) ? id.ToString() : null;
}
