using System.Net;
using Egress.Emulator.Vpc;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Egress.Emulator.Functions;

/// <summary>Kestrel without a host around it, so that a sandbox costs a millisecond: the Runtime API on a loopback port and on a unix socket.</summary>
internal sealed class RuntimeApiServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private RuntimeApiServer(KestrelServer server, string socketPath) => (_server, SocketPath) = (server, socketPath);

    public int Port { get; private set; }
    public string SocketPath { get; }

    public static async Task<RuntimeApiServer> StartAsync(RuntimeApi api, CancellationToken cancellationToken)
    {
        var socketPath = Path.Combine(SocketFolder.Root, $"runtime-api-{Guid.NewGuid():N}.sock");
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Listen(IPAddress.Loopback, 0);
        options.ListenUnixSocket(socketPath);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new RuntimeApiServer(new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance), socketPath);
        await server._server.StartAsync(new Application(api), cancellationToken);
        var addresses = server._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        server.Port = addresses.Select(BindingAddress.Parse).First(address => !address.IsUnixPipe).Port;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        _server.Dispose();
        File.Delete(SocketPath);
    }

    private sealed class Application(RuntimeApi api) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public async Task ProcessRequestAsync(HttpContext context)
        {
            try
            {
                await api.HandleAsync(context);
            }
            catch (OperationCanceledException)
            {
                context.Abort(); // the process is gone
            }
        }

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
