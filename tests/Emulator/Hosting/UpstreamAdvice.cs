using System.Collections.Concurrent;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Upstream;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Hosting;

/// <summary>
/// Tells the developer why an upstream is not reached, and what to do, once for each host: the gateway's own answer is AWS's, and AWS does not say.
/// </summary>
internal sealed partial class UpstreamAdvice(SendUpstream send, IReadOnlyDictionary<string, Uri> connectTo, ILogger logger)
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.OrdinalIgnoreCase);

    public async Task<UpstreamResponse> SendAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await send(request, cancellationToken);
        }
        catch (UpstreamException failure) when (failure.Failure is UpstreamFailure.NameNotResolved or UpstreamFailure.NotConnected && _told.TryAdd(request.Origin.Host, true))
        {
            var host = request.Origin.Host;
            Log.NotReached(logger, host, failure.Message, connectTo.GetValueOrDefault(host.ToLowerInvariant()) is { } instead
                ? $"Start what --connect-to names, {instead.GetLeftPart(UriPartial.Authority)}"
                : $"Offline, or for an upstream of your own, start again with --connect-to {host}=http://127.0.0.1:PORT");
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The upstream {Host} cannot be reached from this machine. {Reason}. {Advice}")]
        public static partial void NotReached(ILogger logger, string host, string reason, string advice);
    }
}
