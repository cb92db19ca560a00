using System.Runtime.CompilerServices;
using Egress.Client.Keys;

namespace Egress.Client.Connections;

/// <summary>
/// The network. While a Lambda sandbox is frozen its pooled connections die unseen, and the next request on one of them is answered by a reset.
/// Such a request is sent once more on a connection made for it: only if nothing of an answer had come, its method is idempotent (RFC 9110, 9.2.2) or it says so itself by an <c>Idempotency-Key</c>, and its body can be sent twice.
/// Where the connection ended in order, the pool has sent a request without content again by itself, up to three times: no more of that here. See <see cref="Addressing.EmptyBody"/> for those to which it may not.
/// </summary>
internal sealed class FreshConnectionHandler(SocketsHttpHandler pooled, SocketsHttpHandler fresh) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _pooled = new(pooled);
    private readonly HttpMessageInvoker _fresh = new(fresh);

    public FreshConnectionHandler(EgressOptions options)
        : this(GatewayConnections.Create(options, isPooled: true), GatewayConnections.Create(options, isPooled: false))
    {
    }

    /// <summary>What stands directly above calls this in place of <see cref="SendAsync(HttpRequestMessage, CancellationToken)"/>: it allocates no task of its own.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpResponseMessage> SendToNetworkAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _pooled.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException failure) when (IsDeadConnection(failure, request) && IsReplayable(request))
        {
            return await _fresh.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendToNetworkAsync(request, cancellationToken).AsTask();

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return _pooled.Send(request, cancellationToken);
        }
        catch (HttpRequestException failure) when (IsDeadConnection(failure, request) && IsReplayable(request))
        {
            return _fresh.Send(request, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pooled.Dispose();
            _fresh.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>An end or a reset in place of an answer. No connection at all is another matter, and so is an answer that makes no sense.</summary>
    private static bool IsDeadConnection(HttpRequestException failure, HttpRequestMessage request) => failure.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => request.Content is not null,
        HttpRequestError.Unknown => failure.InnerException is IOException,
        _ => false,
    };

    /// <summary>The upstream carries a request with this key out once, however often it comes (IETF draft, The Idempotency-Key HTTP Header Field).</summary>
    private static bool HasIdempotencyKey(HttpRequestMessage request) => request.Headers.NonValidated.Contains("Idempotency-Key") || request.Headers.NonValidated.Contains("X-Idempotency-Key");

    private static bool IsReplayable(HttpRequestMessage request)
    {
        var method = request.Method;
        var isIdempotent = method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options || method == HttpMethod.Put || method == HttpMethod.Delete || HasIdempotencyKey(request);
        return isIdempotent && ReplayableBody.IsIn(request);
    }
}
