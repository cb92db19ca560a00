using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Hosting;

/// <summary>A Kestrel server for one request pipeline, on loopback ports and unix sockets only.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoopbackServer(WebApplication server) => _server = server;

    /// <exception cref="EmulatorException">A port is taken, or not to be had without a privilege.</exception>
    public static async Task<LoopbackServer> StartAsync(
        Action<WebApplication> pipeline, Action<KestrelServerOptions> listen, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        builder.Services.AddRoutingCore().Replace(ServiceDescriptor.Singleton(loggers));
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            // What a socket has brought is already on a thread of the pool, and no stage blocks: another hop would only cost.
            sockets.UnsafePreferInlineScheduling = true;
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        var server = builder.Build();
        pipeline(server);
        try
        {
            await server.StartAsync(cancellationToken);
            return new LoopbackServer(server);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await server.DisposeAsync();
            throw new EmulatorException($"{failure.Message} Stop the program that has the port, or take another: --control-port (0 takes free ones), or --vpc-endpoint where that one names it.");
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
        {
            await server.DisposeAsync();
            throw new EmulatorException($"A port may not be opened here: {failure.Message}. Ports below 1024 need a privilege; take another: --control-port (0 takes free ones), or --vpc-endpoint where that one names it.");
        }
    }

    /// <summary>A TCP listener on 127.0.0.1 and the same on a unix socket, for callers in a closed network. The port that was bound is in the answer once the server has started.</summary>
    public static ListenOptions Listen(KestrelServerOptions kestrel, int port, string socketPath, Action<ListenOptions> configure)
    {
        ListenOptions tcp = null!;
        kestrel.Listen(IPAddress.Loopback, port, options =>
        {
            tcp = options;
            configure(options);
        });
        kestrel.ListenUnixSocket(socketPath, configure);
        return tcp;
    }

    public async ValueTask DisposeAsync()
    {
        // Connections that are still open are cut: an emulator that stops does not wait for its clients.
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }
}
