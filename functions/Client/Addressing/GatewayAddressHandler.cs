using System.Runtime.CompilerServices;
using Egress.Client.Answers;
using Egress.Client.Connections;
using Egress.Client.Keys;
using Egress.Client.Seeing;

namespace Egress.Client.Addressing;

/// <summary>
/// Sends a request to the gateway instead of its upstream, and makes the answer look as if it came from there.
/// <list type="number">
/// <item>The request's URI is read in its one way, or refused.</item>
/// <item>The request gets the gateway's URI and routing headers.</item>
/// <item>The gateway's limits are checked.</item>
/// <item>It is sent; a failure below HTTP becomes an <see cref="EgressException"/>.</item>
/// <item>A rejection by the gateway becomes one as well; any other answer is the upstream's, and gets its own headers back.</item>
/// </list>
/// Whatever happens, the caller gets its request back with its own URI.
/// </summary>
internal sealed class GatewayAddressHandler(EgressOptions options, GatewayWarnings warnings) : DelegatingHandler
{
    private readonly GatewayAddress _address = new(options);
    private readonly RequestLimits _limits = new(options);
    private readonly RejectionReader _rejections = new(options.Mark);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, isAsync: true, cancellationToken).AsTask();

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, isAsync: false, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>What stands directly above calls this: it allocates no task of its own.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var (uri, version, policy) = (request.RequestUri, request.Version, request.VersionPolicy);
        var upstream = UpstreamUri.Read(uri); // 1
        try
        {
            Address(request, upstream); // 2, 3
            var response = await SendToGatewayAsync(request, upstream.Host, isAsync, cancellationToken).ConfigureAwait(false); // 4
            return await AnswerAsync(response, upstream, cancellationToken).ConfigureAwait(false); // 5
        }
        finally
        {
            request.RequestUri = uri;
            request.Version = version;
            request.VersionPolicy = policy;
            RoutingHeaders.Remove(request);
            EmptyBody.Remove(request);
        }
    }

    private void Address(HttpRequestMessage request, UpstreamUri upstream)
    {
        request.RequestUri = _address.Of(upstream, CarriedCredentials.AreIn(request));
        request.Version = GatewayProtocol.VersionOf(request, upstream.Host);
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower; // or higher: the front end might agree on HTTP/2, of which nothing is known
        RoutingHeaders.Write(request, upstream.Host, _address.ApiId);
        EmptyBody.Write(request);
        _limits.Check(request, request.RequestUri, upstream);
        warnings.OfRequest(request, upstream.Host);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // on the way of each request: its state is reused
    private async ValueTask<HttpResponseMessage> SendToGatewayAsync(HttpRequestMessage request, string host, bool isAsync, CancellationToken cancellationToken)
    {
        try
        {
            return !isAsync ? base.Send(request, cancellationToken)
                : InnerHandler is FreshConnectionHandler network ? await network.SendToNetworkAsync(request, cancellationToken).ConfigureAwait(false)
                : await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (NetworkFailure.Of(failure, host, cancellationToken) is { } typed)
        {
            throw typed.Reason is EgressReason.GatewayUnreachable && await PublicAddress.FindAsync(request.RequestUri!.DnsSafeHost, cancellationToken).ConfigureAwait(false) is { } found
                ? NetworkFailure.OfPublicAddress(found, host, failure)
                : typed;
        }
    }

    private async ValueTask<HttpResponseMessage> AnswerAsync(HttpResponseMessage response, UpstreamUri upstream, CancellationToken cancellationToken)
    {
        if (await _rejections.ReadAsync(response, upstream.Host, cancellationToken).ConfigureAwait(false) is { } rejection)
        {
            response.Dispose();
            throw rejection;
        }

        RemappedHeaders.Restore(response);
        warnings.OfResponse(response, upstream);
        return response;
    }
}
