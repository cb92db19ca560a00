using Egress.Emulator.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Hosting;

/// <summary>The data plane, listening: two ports for each endpoint of the template, one for each added by <c>--vpc-endpoint</c>.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private GatewayServer(LoopbackServer server, IReadOnlyList<OpenEndpoint> endpoints) => (_server, Endpoints) = (server, endpoints);

    public IReadOnlyList<OpenEndpoint> Endpoints { get; }

    public static async Task<GatewayServer> StartAsync(
        RequestDelegate pipeline,
        IReadOnlyList<VpcEndpoint> endpoints,
        EmulatorOptions options,
        CertificateAuthority authority,
        string socketFolder,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var switches = options.Switches;
        var opening = new List<(VpcEndpoint Endpoint, ListenOptions Http, ListenOptions? Https)>();
        var server = await LoopbackServer.StartAsync(app => app.Run(pipeline), Listen, loggers, cancellationToken);
        return new GatewayServer(server, [.. opening.Select(opened => Opened(opened.Endpoint, opened.Http, opened.Https, socketFolder))]);

        void Listen(KestrelServerOptions kestrel)
        {
            KestrelLimits.Apply(kestrel, switches);
            var next = options.ControlPort == 0 ? 0 : options.ControlPort + 1;
            foreach (var endpoint in endpoints.Where(endpoint => !options.AdditionalVpcEndpoints.ContainsKey(endpoint.Id)))
            {
                var http = LoopbackServer.Listen(kestrel, next, SocketPath(socketFolder, endpoint, "http"), listener => GatewayListener.Configure(listener, endpoint, null, switches));
                next += next == 0 ? 0 : 1;
                var https = LoopbackServer.Listen(
                    kestrel, next, SocketPath(socketFolder, endpoint, "https"), listener => GatewayListener.Configure(listener, endpoint, authority.ServerCertificate, switches));
                next += next == 0 ? 0 : 1;
                opening.Add((endpoint, http, https));
            }

            foreach (var (id, port) in options.AdditionalVpcEndpoints)
            {
                var endpoint = new VpcEndpoint { Id = id };
                opening.Add((endpoint, LoopbackServer.Listen(kestrel, port, SocketPath(socketFolder, endpoint, "http"), listener => GatewayListener.Configure(listener, endpoint, null, switches)), null));
            }

            if (opening.Count == 0)
            {
                kestrel.ListenUnixSocket(Path.Combine(socketFolder, "no-endpoint.http")); // told nothing, Kestrel would take port 5000
            }
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static OpenEndpoint Opened(VpcEndpoint endpoint, ListenOptions http, ListenOptions? https, string socketFolder) => new()
    {
        Endpoint = endpoint,
        Http = Address("http", http),
        HttpSocket = SocketPath(socketFolder, endpoint, "http"),
        Https = https is null ? null : Address("https", https),
        HttpsSocket = https is null ? null : SocketPath(socketFolder, endpoint, "https"),
    };

    private static Uri Address(string scheme, ListenOptions listener) => new($"{scheme}://127.0.0.1:{listener.IPEndPoint!.Port}");

    private static string SocketPath(string folder, VpcEndpoint endpoint, string scheme) => Path.Combine(folder, $"{endpoint.Id}.{scheme}");
}
