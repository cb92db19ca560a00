using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>An upstream made of sockets: it records what it gets and writes exactly the bytes it was told to.</summary>
internal sealed class SocketUpstream : IAsyncDisposable
{
    public const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<RawAnswer> _requests = new();
    private readonly Func<Stream, RawAnswer, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private int _connections;

    private SocketUpstream(Func<Stream, RawAnswer, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<RawAnswer> Requests => [.. _requests];

    public RawAnswer Request => Assert.Single(_requests);

    public int Connections => _connections;

    public static SocketUpstream Answering(string bytes) => new((stream, _, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), token).AsTask());

    public static SocketUpstream Answering(byte[] bytes) => new((stream, _, token) => stream.WriteAsync(bytes, token).AsTask());

    /// <summary>Closes the connection after these bytes.</summary>
    public static SocketUpstream Closing(string bytes) => new(async (stream, _, token) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), token);
        stream.Close();
    });

    public static SocketUpstream Doing(Func<Stream, RawAnswer, CancellationToken, Task> answer) => new(answer);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // stopped
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using (client)
        {
            try
            {
                var reader = new RawReader(client.GetStream());
                while (client.Connected && await reader.ReadAsync(hasBody: true, _stop.Token) is { } request)
                {
                    _requests.Enqueue(request);
                    await _answer(client.GetStream(), request, _stop.Token);
                }
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // the gateway went away, or the test is over
            }
        }
    }
}
