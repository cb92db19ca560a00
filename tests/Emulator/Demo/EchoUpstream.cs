using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Demo;

/// <summary>A public host played on loopback: answers every request with what it received, as httpbin's <c>/anything</c> does, and remembers it.</summary>
internal sealed class EchoUpstream : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();

    private EchoUpstream()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(EchoAsync);
    }

    public Uri Address => new(_server.Urls.Single());

    public IReadOnlyCollection<SeenRequest> Seen => _seen;

    public static async Task<EchoUpstream> StartAsync(CancellationToken cancellationToken)
    {
        var upstream = new EchoUpstream();
        await upstream._server.StartAsync(cancellationToken);
        return upstream;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task EchoAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var request = new SeenRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [.. context.Request.Headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value ?? ""))],
            await reader.ReadToEndAsync(context.RequestAborted));
        _seen.Enqueue(request);

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("method", request.Method);
        json.WriteString("url", $"https://{context.Request.Host}{request.Target}");
        json.WriteStartObject("headers");
        foreach (var header in context.Request.Headers)
        {
            json.WriteString(header.Key, header.Value.ToString());
        }

        json.WriteEndObject();
        json.WriteString("data", request.Body);
        json.WriteEndObject();
    }
}
