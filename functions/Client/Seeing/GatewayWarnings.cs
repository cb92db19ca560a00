using System.Collections.Concurrent;
using Egress.Client.Addressing;
using Microsoft.Extensions.Logging;

namespace Egress.Client.Seeing;

/// <summary>What works, but not as whoever wrote it may believe. Each is said once for each client, what depends on the upstream once for each that answers.</summary>
internal sealed partial class GatewayWarnings(ILogger logger)
{
    private readonly ConcurrentDictionary<string, bool> _trailingSlashSaid = new();
    private int _isEncodedBodySaid;
    private int _isBufferedStreamSaid;

    /// <summary>Through a domain of its own, the API has paths that are API Gateway's (API Gateway, important notes).</summary>
    public static GatewayWarnings Of(EgressOptions options, ILogger logger)
    {
        var gateway = new Uri(options.GatewayUrl);
        if (!gateway.IsLoopback && !gateway.IdnHost.Contains(".execute-api.", StringComparison.OrdinalIgnoreCase))
        {
            Log.CustomDomain(logger, gateway.IdnHost);
        }

        return new GatewayWarnings(logger);
    }

    public void OfRequest(HttpRequestMessage request, string host)
    {
        if (request.Content?.Headers.NonValidated.Contains("Content-Encoding") is true && Interlocked.Exchange(ref _isEncodedBodySaid, 1) == 0)
        {
            Log.EncodedBody(logger, host);
        }
    }

    /// <summary>A stream is chunked; a length means that all of it was waited for.</summary>
    public void OfResponse(HttpResponseMessage response, UpstreamUri upstream)
    {
        if (upstream.Path.Length > 1 && upstream.Path.EndsWith('/') && _trailingSlashSaid.TryAdd(upstream.Host, true))
        {
            Log.TrailingSlash(logger, upstream.Host);
        }

        var headers = response.Content.Headers.NonValidated;
        var isBufferedStream = headers.Contains("Content-Length") && headers.TryGetValues("Content-Type", out var type) && type.ToString().StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);
        if (isBufferedStream && Interlocked.Exchange(ref _isBufferedStreamSaid, 1) == 0)
        {
            Log.BufferedStream(logger, upstream.Host);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Warning, "{Upstream}: the request's body has a Content-Encoding. The gateway decompresses it and drops the header: the upstream sees the plain body. Send it plain.")]
        public static partial void EncodedBody(ILogger logger, string upstream);

        [LoggerMessage(3, LogLevel.Warning, "{Upstream}: server-sent events came in one piece. The gateway's route buffers: nothing arrives before the end, and at most 29 s and 10 MB of it. Deploy the template's responseTransferMode: STREAM.")]
        public static partial void BufferedStream(ILogger logger, string upstream);

        [LoggerMessage(5, LogLevel.Warning, "{Upstream}: the path ends with a slash. The gateway's route is not known to keep it: the upstream may see the path without. Leave it out if the upstream takes both.")]
        public static partial void TrailingSlash(ILogger logger, string upstream);

        [LoggerMessage(4, LogLevel.Warning, "Egress:GatewayUrl names {Host}, not an execute-api host. At the top level of a custom domain /ping and /sping are API Gateway's own and reach no upstream.")]
        public static partial void CustomDomain(ILogger logger, string host);
    }
}
