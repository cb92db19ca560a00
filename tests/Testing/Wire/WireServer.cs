using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Egress.Testing.Wire;

/// <summary>An HTTP/1.1 server at the wire, on a free loopback port: it keeps what it saw, and writes what the test says, well-formed or not.</summary>
public sealed class WireServer : IAsyncDisposable
{
    private readonly Func<SeenRequest, Reply> _replyTo;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentDictionary<int, Socket> _connections = new();
    private readonly Task _accepting;

    public WireServer(Func<SeenRequest, Reply> replyTo)
    {
        _replyTo = replyTo;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>How many connections are open on this side.</summary>
    public int OpenConnections => _connections.Count;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }

        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                _connections[number] = socket;
                _ = ServeAsync(number, socket);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException || _stopping.IsCancellationRequested)
        {
            return; // a listener that is stopped between two connections says InvalidOperationException
        }
    }

    private async Task ServeAsync(int number, Socket socket)
    {
        try
        {
            await using var wire = new NetworkStream(socket, ownsSocket: false);
            while (await RequestReader.ReadAsync(number, wire) is { } request)
            {
                _requests.Enqueue(request);
                if (!await _replyTo(request)(request, wire))
                {
                    socket.LingerState = new LingerOption(true, 0);
                    break;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return;
        }
        finally
        {
            socket.Dispose();
            _connections.TryRemove(number, out _);
        }
    }
}
