using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Egress.StandIns.Tests.Wire;

/// <summary>An HTTP server on a free loopback port that records what it is asked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<RecordedRequest> requests = new();

    private LoopbackServer(WebApplication application) => this.application = application;

    public string Url => application.Urls.Single();

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    public static async Task<LoopbackServer> StartAsync(Func<RecordedRequest, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackServer(builder.Build());
        server.application.Run(async http => await answer(await server.RecordAsync(http), http));
        await server.application.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task<RecordedRequest> RecordAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var request = new RecordedRequest(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(http.RequestAborted));
        requests.Enqueue(request);
        return request;
    }
}
