using System.Diagnostics.Metrics;
using System.Net;

namespace Egress.Client.Seeing;

/// <summary>
/// Counts answers as they are billed: each started 10 MB of a streamed one is a request (API Gateway, Stream the integration response).
/// Known at once where the answer has a length. Otherwise it is counted while the application reads; what it leaves unread may be billed as well.
/// </summary>
internal sealed class BilledRequests(Meter meter)
{
    private const long UnitBytes = 10_485_760;

    private readonly Counter<long> _units = meter.CreateCounter<long>("egress.billed_requests", "{request}", "Requests as the gateway bills them: one for each started 10 MB of an answer, as far as it was read.");

    /// <summary>Costs nothing while nobody listens.</summary>
    public void Count(HttpResponseMessage response, string upstream)
    {
        if (!_units.Enabled)
        {
            return;
        }

        var bytes = HasBody(response) ? response.Content.Headers.ContentLength : 0;
        Add(Math.Max(1, ((bytes ?? 0) + UnitBytes - 1) / UnitBytes), upstream);
        if (bytes is null)
        {
            response.Content = new CountedContent(response.Content, new Reading(this, upstream));
        }
    }

    private void Add(long units, string upstream) => _units.Add(units, new KeyValuePair<string, object?>("server.address", upstream));

    /// <summary>The length of an answer to HEAD, and of "not modified", is that of a body which does not come.</summary>
    private static bool HasBody(HttpResponseMessage response) => response.RequestMessage?.Method != HttpMethod.Head && response.StatusCode != HttpStatusCode.NotModified;

    /// <summary>One answer while it is read.</summary>
    internal sealed class Reading(BilledRequests billed, string upstream)
    {
        private long _bytes;

        public void Read(int bytes)
        {
            var before = Units(_bytes);
            _bytes += bytes;
            if (Units(_bytes) - before is var begun and > 0)
            {
                billed.Add(begun, upstream);
            }
        }

        /// <summary>Beyond the first, which was counted with the headers.</summary>
        private static long Units(long bytes) => bytes == 0 ? 0 : (bytes - 1) / UnitBytes;
    }
}
