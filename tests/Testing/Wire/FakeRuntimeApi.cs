using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Egress.Testing.Wire;

/// <summary>The Lambda Runtime API at the wire, for one process of a function (AWS Lambda, Using the Lambda runtime API).</summary>
public sealed class FakeRuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime";

    private readonly Channel<(string Id, string Event)> _events = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _answers = new();
    private readonly TaskCompletionSource<string> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WireServer _server;

    public FakeRuntimeApi() => _server = new WireServer(request => request.Method == "GET" ? NextAsync : TakeAsync);

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Authority => _server.Authority;

    /// <summary>The body of the error that the function reported in INIT.</summary>
    public Task<string> InitError => _initError.Task;

    /// <summary>The result of one invocation, as the function posted it.</summary>
    public Task<string> InvokeAsync(string json)
    {
        var id = Guid.NewGuid().ToString();
        var answer = _answers[id] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _events.Writer.TryWrite((id, json));
        return answer.Task;
    }

    public ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        return _server.DisposeAsync();
    }

    private async Task<bool> NextAsync(SeenRequest request, Stream wire)
    {
        if (!await _events.Reader.WaitToReadAsync() || !_events.Reader.TryRead(out var next))
        {
            return false;
        }

        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(10).ToUnixTimeMilliseconds();
        return await Replies.Raw($"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {next.Id}\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:f\r\nContent-Type: application/json\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(next.Event)}\r\n\r\n{next.Event}")(request, wire);
    }

    private Task<bool> TakeAsync(SeenRequest request, Stream wire)
    {
        if (request.Target == $"{Prefix}/init/error")
        {
            _initError.TrySetResult(request.Text);
        }
        else if (_answers.TryGetValue(request.Target.Split('/')[4], out var answer))
        {
            answer.TrySetResult(request.Text);
        }

        return Replies.Raw("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")(request, wire);
    }
}
