using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Egress.Testing.Wire;

/// <summary>A gateway at the wire, on a free loopback port. It accepts each key and answers as the upstream would, until it is told otherwise.</summary>
public sealed class FakeGateway : IAsyncDisposable
{
    public const string Mark = "mark-of-the-stack-7f3a";
    public const string ApiId = "abcde12345";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Reply> _next = new();
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentDictionary<int, Socket> _connections = new();
    private readonly Task _accepting;
    private Reply _always = Replies.Upstream();
    private volatile string[]? _keys;

    public FakeGateway()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>Any other key is rejected, with the mark.</summary>
    public void AcceptOnly(params string[] keys) => _keys = keys;

    /// <summary>Answers the next request that has no reply yet so, whatever its key.</summary>
    public void Next(params Reply[] replies) => Array.ForEach(replies, _next.Enqueue);

    /// <summary>Answers each request with an accepted key so.</summary>
    public void Always(Reply reply) => Volatile.Write(ref _always, reply);

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
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
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
                if (!await ReplyTo(request)(request, wire))
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
        }
    }

    private Reply ReplyTo(SeenRequest request)
    {
        if (_next.TryDequeue(out var reply))
        {
            return reply;
        }

        return _keys is { } keys && !request["x-api-key"].Any(keys.Contains) ? Replies.Rejection(Mark, 403, "INVALID_API_KEY") : Volatile.Read(ref _always);
    }
}
