using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Egress.StandIns.Tests.Wire;

/// <summary>Lambda's side of the Runtime API: hands out events, holds the poll when there is none, and keeps what is posted.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private readonly Channel<Invocation> invocations = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RecordedRequest>> posts = new();
    private LoopbackServer server = null!;
    private int postStatus = StatusCodes.Status202Accepted;

    public string Endpoint => new Uri(server.Url).Authority;

    public IReadOnlyList<RecordedRequest> Requests => server.Requests;

    public static async Task<RuntimeApi> StartAsync()
    {
        var api = new RuntimeApi();
        api.server = await LoopbackServer.StartAsync(api.AnswerAsync);
        return api;
    }

    public void RefusePosts(int status) => postStatus = status;

    /// <returns>The answer or the error that the function posts.</returns>
    public Task<RecordedRequest> InvokeAsync(string requestId, string @event, params (string Name, string Value)[] headers)
    {
        invocations.Writer.TryWrite(new Invocation(requestId, @event, headers));
        return PostedAsync($"/runtime/invocation/{requestId}/");
    }

    /// <returns>What is posted to a path that contains <paramref name="part"/>.</returns>
    public async Task<RecordedRequest> PostedAsync(string part)
    {
        var post = posts.GetOrAdd(part, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        return server.Requests.FirstOrDefault(request => request.Method == "POST" && request.Target.Contains(part, StringComparison.Ordinal))
            ?? await post.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(RecordedRequest request, HttpContext http)
    {
        if (request.Method == "POST")
        {
            http.Response.StatusCode = postStatus;
            await http.Response.WriteAsync("{\"status\":\"OK\"}");
            foreach (var (part, post) in posts.Where(pair => request.Target.Contains(pair.Key, StringComparison.Ordinal)))
            {
                post.TrySetResult(request);
            }

            return;
        }

        var invocation = await invocations.Reader.ReadAsync(http.RequestAborted);
        http.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        foreach (var (name, value) in invocation.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(invocation.Event);
    }
}
