using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Egress.StandIns.Tests.Wire;

/// <summary>An AWS service that gives the answers it was told to give, in order; one that it was not told to give is an error 599.</summary>
internal sealed class AwsService : IAsyncDisposable
{
    private readonly ConcurrentQueue<(int Status, string Body, (string Name, string Value)[] Headers)> answers = new();
    private LoopbackServer server = null!;

    public string Url => server.Url;

    public IReadOnlyList<RecordedRequest> Requests => server.Requests;

    public RecordedRequest Request => Assert.Single(server.Requests);

    public static async Task<AwsService> StartAsync()
    {
        var service = new AwsService();
        service.server = await LoopbackServer.StartAsync(service.AnswerAsync);
        return service;
    }

    public AwsService Answers(int status, string body, params (string Name, string Value)[] headers)
    {
        answers.Enqueue((status, body, headers));
        return this;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(RecordedRequest request, HttpContext http)
    {
        if (!answers.TryDequeue(out var answer))
        {
            http.Response.StatusCode = 599;
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.Headers["x-amzn-RequestId"] = "request-1";
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(answer.Body);
    }
}
