using Egress.Emulator.Deployment.CustomResources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Hosting;

/// <summary>The control plane, listening: on a port for everybody, and on a socket that plays the Secrets Manager endpoint of the closed network.</summary>
internal sealed class ControlPlaneServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private ControlPlaneServer(LoopbackServer server, Uri address, string secretsSocket) => (_server, Address, SecretsSocket) = (server, address, secretsSocket);

    public Uri Address { get; }
    public string SecretsSocket { get; }

    public static async Task<ControlPlaneServer> StartAsync(
        RequestDelegate pipeline, CustomResourceChannel customResources, int port, string socketFolder, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ListenOptions tcp = null!;
        var secretsSocket = Path.Combine(socketFolder, "secretsmanager");
        var server = await LoopbackServer.StartAsync(Build, Listen, loggers, cancellationToken);
        return new ControlPlaneServer(server, new Uri($"http://127.0.0.1:{tcp.IPEndPoint!.Port}"), secretsSocket);

        void Build(WebApplication app)
        {
            customResources.Map(app);
            app.Use((context, next) => context.GetEndpoint() is not null ? next(context) : IsBeyondEndpoint(context) ? RefuseAsync(context) : pipeline(context));
        }

        void Listen(KestrelServerOptions kestrel)
        {
            kestrel.AddServerHeader = false;
            tcp = LoopbackServer.Listen(kestrel, port, secretsSocket, _ => { });
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>A VPC that has an endpoint for Secrets Manager alone reaches no other service: not API Gateway's management, not Lambda.</summary>
    private static bool IsBeyondEndpoint(HttpContext context) =>
        context.Connection.LocalIpAddress is null // a unix socket
        && !context.Request.Headers["X-Amz-Target"].ToString().StartsWith("secretsmanager.", StringComparison.Ordinal);

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This VPC has an endpoint for Secrets Manager only: no other service can be reached from inside.", context.RequestAborted);
    }
}
