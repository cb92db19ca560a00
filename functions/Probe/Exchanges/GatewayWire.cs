using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Egress.Probe.Contract;

namespace Egress.Probe.Exchanges;

/// <summary>A new connection to the gateway's configured address for each request: bytes out, bytes in, nothing read into them.</summary>
internal sealed class GatewayWire(ProbeOptions options, TimeProvider time)
{
    public const int MostAnswerBytes = 64 * 1024;

    // An answer that pauses for longer counts as ended; an upstream that streams may pause for a second.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly Uri _gateway = new(options.GatewayUrl);

    public async Task<Heard> AskAsync(byte[] request, TimeSpan patience, CancellationToken deadline)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await using var wire = await ConnectAsync(socket, deadline);
            await SendAsync(wire, request, deadline);
            return await ListenAsync(wire, patience, deadline);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            return new Heard(default, deadline.IsCancellationRequested ? ExchangeEnd.OutOfTime : ExchangeEnd.NotConnected, null, null);
        }
    }

    private async Task<Stream> ConnectAsync(Socket socket, CancellationToken deadline)
    {
        using var timeout = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, deadline);
        await socket.ConnectAsync(_gateway.IdnHost, _gateway.Port, either.Token);
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (_gateway.Scheme == Uri.UriSchemeHttp)
        {
            return plain;
        }

        var secured = new SslStream(plain);
        try
        {
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _gateway.IdnHost }, either.Token);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    private static async Task SendAsync(Stream wire, byte[] request, CancellationToken deadline)
    {
        try
        {
            await wire.WriteAsync(request, deadline);
            await wire.FlushAsync(deadline);
        }
        catch (IOException)
        {
            // A gateway that has refused the request may have closed before the end of it; its answer is still to be read.
        }
    }

    private async Task<Heard> ListenAsync(Stream wire, TimeSpan patience, CancellationToken deadline)
    {
        var (started, buffer, length) = (time.GetTimestamp(), new byte[MostAnswerBytes], 0);
        var tls = (wire as SslStream)?.SslProtocol.ToString();
        TimeSpan? first = null;
        while (length < buffer.Length)
        {
            var (count, end) = await ReadAsync(wire, buffer.AsMemory(length), length == 0 ? patience : Quiet, deadline);
            if (count == 0)
            {
                return new Heard(buffer.AsMemory(0, length), end == ExchangeEnd.Silent && length > 0 ? ExchangeEnd.LeftOpen : end, first, tls);
            }

            first ??= time.GetElapsedTime(started);
            length += count;
        }

        return new Heard(buffer, ExchangeEnd.Cut, first, tls);
    }

    private async Task<(int Count, ExchangeEnd End)> ReadAsync(Stream wire, Memory<byte> buffer, TimeSpan patience, CancellationToken deadline)
    {
        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, deadline);
        try
        {
            return (await wire.ReadAsync(buffer, either.Token), ExchangeEnd.Closed);
        }
        catch (OperationCanceledException)
        {
            return (0, deadline.IsCancellationRequested ? ExchangeEnd.OutOfTime : ExchangeEnd.Silent);
        }
        catch (IOException)
        {
            return (0, ExchangeEnd.Reset);
        }
    }
}
