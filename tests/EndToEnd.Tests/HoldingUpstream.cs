using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Egress.EndToEnd.Tests;

/// <summary>An upstream that thinks for a while about each call, so that many are under way at once; it answers with the target and remembers nothing.</summary>
internal sealed class HoldingUpstream : IAsyncDisposable
{
    private readonly WebApplication _server;

    private HoldingUpstream(TimeSpan hold)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Run(async context =>
        {
            await Task.Delay(hold, TimeProvider.System, context.RequestAborted);
            await context.Response.WriteAsync(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, context.RequestAborted);
        });
    }

    public string Address => _server.Urls.Single();

    public static async Task<HoldingUpstream> StartAsync(TimeSpan hold, CancellationToken cancellationToken)
    {
        var upstream = new HoldingUpstream(hold);
        await upstream._server.StartAsync(cancellationToken);
        return upstream;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
