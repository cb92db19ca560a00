using System.Net;
using System.Net.Sockets;
using Egress.Probe.Contract;

namespace Egress.Probe;

/// <summary>
/// One address of the endpoint's name. Each knock is a connection of its own, because a kept one would ask the same gateway node again
/// and again, and nodes learn of a key at different times.
/// </summary>
internal sealed class GatewayDoor : IDisposable
{
    private static readonly TimeSpan KnockTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly ProbeOptions _options;
    private readonly TimeProvider _time;

    public GatewayDoor(IPAddress address, ProbeOptions options, TimeProvider time)
    {
        (Address, _options, _time) = (address, options, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.Zero,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public IPAddress Address { get; }

    public async Task<GatewayAnswer> KnockAsync(string upstream, ApiKey key, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(KnockTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_options.GatewayUrl.TrimEnd('/')}/{upstream.Replace('.', '_')}/-/probe");
        request.Headers.ConnectionClose = true;
        request.Headers.Add("x-api-key", key.Value);
        request.Headers.Add("x-apigw-api-id", _options.ApiId);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new GatewayAnswer((int)response.StatusCode, Header(response, "x-egress-probe"), Header(response, "x-egress-error"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new GatewayAnswer(Status: null);
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(Address, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
