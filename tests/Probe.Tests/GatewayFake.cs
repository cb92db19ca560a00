using System.Collections.Concurrent;
using Egress.Probe.Contract;
using Microsoft.AspNetCore.Http;

namespace Egress.Probe.Tests;

/// <summary>A gateway on a real socket: it opens its stages to the keys it knows, and records what it was asked.</summary>
internal sealed class GatewayFake : IAsyncDisposable
{
    public const string Mark = "5b6c";
    public const string ApiId = "api1";

    private readonly ConcurrentDictionary<(string Stage, string Key), bool> _grants = new();
    private readonly ConcurrentDictionary<string, Queue<Action<HttpResponse>>> _scripted = new();
    private LoopbackServer? _server;

    public ConcurrentQueue<string> Connections { get; } = new();
    public ConcurrentQueue<string> Requests { get; } = new();
    public ProbeOptions Options => new() { GatewayUrl = _server!.Url, ApiId = ApiId, Mark = Mark };

    public static async Task<GatewayFake> StartAsync()
    {
        var gateway = new GatewayFake();
        gateway._server = await LoopbackServer.StartAsync(gateway.AnswerAsync);
        return gateway;
    }

    public void Grant(string stage, ApiKey key) => _grants[(stage, key.Value)] = true;

    /// <summary>The next answers of a stage, before it goes back to what it knows.</summary>
    public void Script(string stage, params Action<HttpResponse>[] answers) => _scripted[stage] = new Queue<Action<HttpResponse>>(answers);

    public static void Pass(HttpResponse response) => response.Headers["x-egress-probe"] = Mark;

    public static void Reject(HttpResponse response, int status, string type)
    {
        response.StatusCode = status;
        response.Headers["x-egress-error"] = $"{Mark} {type}";
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Connections.Enqueue(context.Connection.Id);
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path} {context.Request.Headers["x-apigw-api-id"]}");
        var stage = context.Request.Path.Value!.Split('/')[1];
        lock (_scripted)
        {
            if (_scripted.TryGetValue(stage, out var script) && script.TryDequeue(out var answer))
            {
                answer(context.Response);
                return Task.CompletedTask;
            }
        }

        if (_grants.ContainsKey((stage, context.Request.Headers["x-api-key"].ToString())))
        {
            Pass(context.Response);
        }
        else
        {
            Reject(context.Response, StatusCodes.Status403Forbidden, "INVALID_API_KEY");
        }

        return Task.CompletedTask;
    }
}
