using System.Collections.Concurrent;

namespace Egress.Emulator.Gateway.Upstream;

/// <summary>Sends requests to upstreams and keeps connections for the next ones.</summary>
internal sealed class UpstreamClient(UpstreamDialer dialer) : IDisposable
{
    private const int MaxIdlePerOrigin = 256;
    private readonly ConcurrentDictionary<UpstreamOrigin, ConcurrentStack<UpstreamConnection>> _idle = new();
    private volatile bool _isDisposed;

    public async Task<UpstreamResponse> SendAsync(UpstreamRequest request, CancellationToken cancellationToken)
    {
        // 1. A kept connection; the upstream may be closing it at this moment. Only what is safe to send twice takes that risk.
        while (IsIdempotent(request) && TakeIdle(request.Origin) is { } kept)
        {
            if (await ExchangeAsync(kept, request, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        // 2. A new one.
        var connection = await dialer.ConnectAsync(request.Origin, cancellationToken);
        return await ExchangeAsync(connection, request, cancellationToken)
            ?? throw new UpstreamException(UpstreamFailure.CutBeforeHead, $"{request.Origin.Host} closed the connection without an answer.");
    }

    public void Dispose()
    {
        _isDisposed = true;
        foreach (var connection in _idle.Values.SelectMany(connections => connections))
        {
            connection.Dispose();
        }
    }

    private static bool IsIdempotent(UpstreamRequest request) => request.Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE";

    private async Task<UpstreamResponse?> ExchangeAsync(UpstreamConnection connection, UpstreamRequest request, CancellationToken cancellationToken)
    {
        var isAnswered = false;
        try
        {
            var answer = await connection.ExchangeAsync(request, Release, cancellationToken);
            isAnswered = answer is not null;
            return answer;
        }
        finally
        {
            if (!isAnswered)
            {
                connection.Dispose();
            }
        }

        void Release(UpstreamConnection released, bool isReusable) => Keep(request.Origin, released, isReusable);
    }

    private UpstreamConnection? TakeIdle(UpstreamOrigin origin)
    {
        while (_idle.TryGetValue(origin, out var connections) && connections.TryPop(out var connection))
        {
            if (connection.IsUsable)
            {
                return connection;
            }

            connection.Dispose();
        }

        return null;
    }

    private void Keep(UpstreamOrigin origin, UpstreamConnection connection, bool isReusable)
    {
        var connections = _idle.GetOrAdd(origin, _ => new ConcurrentStack<UpstreamConnection>());
        if (!isReusable || _isDisposed || connections.Count >= MaxIdlePerOrigin)
        {
            connection.Dispose();
            return;
        }

        connections.Push(connection);
    }
}
