using System.Collections.Concurrent;

namespace Egress.Testing.Wire;

/// <summary>A gateway at the wire. It accepts each key and answers as the upstream would, until it is told otherwise.</summary>
public sealed class FakeGateway : IAsyncDisposable
{
    public const string Mark = "mark-of-the-stack-7f3a";
    public const string ApiId = "abcde12345";

    private readonly ConcurrentQueue<Reply> _next = new();
    private readonly WireServer _server;
    private Reply _always = Replies.Upstream();
    private volatile string[]? _keys;

    public FakeGateway() => _server = new WireServer(ReplyTo);

    public string Url => $"http://{_server.Authority}";

    public IReadOnlyList<SeenRequest> Requests => _server.Requests;

    public int OpenConnections => _server.OpenConnections;

    /// <summary>Any other key is rejected, with the mark.</summary>
    public void AcceptOnly(params string[] keys) => _keys = keys;

    /// <summary>Answers the next requests so, whatever their keys.</summary>
    public void Next(params Reply[] replies) => Array.ForEach(replies, _next.Enqueue);

    /// <summary>Answers each request with an accepted key so.</summary>
    public void Always(Reply reply) => Volatile.Write(ref _always, reply);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Reply ReplyTo(SeenRequest request)
    {
        if (_next.TryDequeue(out var reply))
        {
            return reply;
        }

        return _keys is { } keys && !request["x-api-key"].Any(keys.Contains) ? Replies.Rejection(Mark, 403, "INVALID_API_KEY") : Volatile.Read(ref _always);
    }
}
