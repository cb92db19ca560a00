using System.Runtime.CompilerServices;
using Egress.Client.Addressing;
using Egress.Client.Answers;
using Egress.Client.Seeing;

namespace Egress.Client.Keys;

/// <summary>
/// Attaches the key, and sends once more with another if the gateway refuses it.
/// <list type="number">
/// <item>A URI that the gateway cannot represent is refused before anything is fetched for it.</item>
/// <item>The key comes from the cache; only a cold start waits for a fetch.</item>
/// <item>The body is made fit to be sent twice, if it can be. The request's own credentials are set aside, the key is attached, and the request sent.</item>
/// <item>A refused key is replaced, and the request sent once more: the same headers, the same deadline. The gateway refuses before it calls the upstream, so the method does not matter.</item>
/// </list>
/// </summary>
internal sealed class ApiKeyHandler(EgressKeySource source, RequestObserver observer) : DelegatingHandler
{
    private readonly KeyCache _keys = source.Cache;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, isAsync: true, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, isAsync: false, cancellationToken).GetAwaiter().GetResult();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var observed = observer.Begin(request);
        try
        {
            var upstream = UpstreamUri.Read(request.RequestUri); // 1
            var key = _keys.TryRead(out var cached) ? cached : await _keys.ReadAsync(cancellationToken).ConfigureAwait(false); // 2
            var response = await SendWithKeyAsync(request, key, upstream.Host, observed, isAsync, cancellationToken).ConfigureAwait(false);
            observed.Answered(response);
            return response;
        }
        catch (Exception failure) when (observed.Failed(failure))
        {
            throw;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // on the way of each request: its state is reused
    private async ValueTask<HttpResponseMessage> SendWithKeyAsync(HttpRequestMessage request, ApiKeyVersion key, string host, ObservedRequest observed, bool isAsync, CancellationToken cancellationToken)
    {
        var isReplayable = await ReplayableBody.PrepareAsync(request, host, cancellationToken).ConfigureAwait(false); // 3
        var own = CarriedCredentials.SetAside(request, host);
        try
        {
            return await AttemptAsync(request, key, host, observed, isAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (EgressException refused) when (refused.Reason is EgressReason.KeyRejected)
        {
            if (!isReplayable)
            {
                throw Explain(refused, key, isReplayable: false, isKeyOnItsWay: _keys.Refresh(key, host));
            }

            if (await _keys.ReplaceAsync(key, host, cancellationToken).ConfigureAwait(false) is not { } replacement)
            {
                throw Explain(refused, key);
            }

            return await ReplayAsync(request, replacement, host, observed, isAsync, cancellationToken).ConfigureAwait(false); // 4
        }
        finally
        {
            own.Restore(request);
        }
    }

    private async ValueTask<HttpResponseMessage> ReplayAsync(HttpRequestMessage request, Replacement replacement, string host, ObservedRequest observed, bool isAsync, CancellationToken cancellationToken)
    {
        try
        {
            var response = await AttemptAsync(request, replacement.Version, host, observed, isAsync, cancellationToken).ConfigureAwait(false);
            _keys.Replayed(replacement, host, isRefused: false);
            return response;
        }
        catch (EgressException refused) when (refused.Reason is EgressReason.KeyRejected)
        {
            _keys.Replayed(replacement, host, isRefused: true);
            throw Explain(refused, replacement.Version);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // on the way of each request: its state is reused
    private async ValueTask<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, ApiKeyVersion key, string host, ObservedRequest observed, bool isAsync, CancellationToken cancellationToken)
    {
        observed.Sending(host, key);
        request.Headers.Remove(CarriedCredentials.ApiKeyHeader);
        request.Headers.TryAddWithoutValidation(CarriedCredentials.ApiKeyHeader, key.Key.Reveal());
        var response = InnerHandler is GatewayAddressHandler gateway ? await gateway.SendAsync(request, isAsync, cancellationToken).ConfigureAwait(false)
            : isAsync ? await base.SendAsync(request, cancellationToken).ConfigureAwait(false)
            : base.Send(request, cancellationToken);
        _keys.Passed(key, host);
        return response;
    }

    /// <summary>A key that another upstream has just accepted is a good key: this one is not granted.</summary>
    private EgressException Explain(EgressException refused, ApiKeyVersion key, bool isReplayable = true, bool isKeyOnItsWay = false)
    {
        var isGranted = !_keys.HasJustPassedElsewhere(key, refused.Upstream);
        return Rejection.Of(isGranted ? EgressReason.KeyRejected : EgressReason.NotGranted, refused.Upstream, refused.StatusCode!.Value, refused.GatewayRequestId, isReplayable, isGranted && isKeyOnItsWay);
    }
}
