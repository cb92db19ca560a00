using Egress.Emulator.Deployment.CustomResources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Hosting;

/// <summary>The control plane, listening: on a port for everybody, and on a socket that plays the VPC's endpoints for AWS services.</summary>
internal sealed class ControlPlaneServer : IAsyncDisposable
{
    /// <summary>What it serves, as names of endpoint services.</summary>
    public static readonly IReadOnlySet<string> Services = new HashSet<string> { "secretsmanager", "lambda", "apigateway" };

    private readonly LoopbackServer _server;
    private readonly TaskCompletionSource _open;

    private ControlPlaneServer(LoopbackServer server, Uri address, string servicesSocket, TaskCompletionSource open) =>
        (_server, Address, ServicesSocket, _open) = (server, address, servicesSocket, open);

    public Uri Address { get; }
    public string ServicesSocket { get; }

    public static async Task<ControlPlaneServer> StartAsync(
        RequestDelegate pipeline,
        Func<IReadOnlySet<string>> endpointServices,
        CustomResourceChannel customResources,
        int port,
        string socketFolder,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        ListenOptions tcp = null!;
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var servicesSocket = Path.Combine(socketFolder, "services");
        var server = await LoopbackServer.StartAsync(Build, Listen, loggers, cancellationToken);
        return new ControlPlaneServer(server, new Uri($"http://127.0.0.1:{tcp.IPEndPoint!.Port}"), servicesSocket, open);

        void Build(WebApplication app)
        {
            app.Use(async (context, next) =>
            {
                await open.Task.WaitAsync(context.RequestAborted);
                await next(context);
            });
            customResources.Map(app);
            app.Use((context, next) => context.GetEndpoint() is not null ? next(context) : IsInside(context) && !endpointServices().Contains(ServiceOf(context.Request)) ? RefuseAsync(context) : pipeline(context));
        }

        void Listen(KestrelServerOptions kestrel)
        {
            kestrel.AddServerHeader = false;
            tcp = LoopbackServer.Listen(kestrel, port, servicesSocket, _ => { });
        }
    }

    /// <summary>Lets calls in. Those that came before have waited: they are to find the whole stack.</summary>
    public void Open() => _open.SetResult();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>From inside the VPC: by the unix socket.</summary>
    private static bool IsInside(HttpContext context) => context.Connection.LocalIpAddress is null;

    private static string ServiceOf(HttpRequest request) =>
        request.Headers["X-Amz-Target"].ToString().StartsWith("secretsmanager.", StringComparison.Ordinal) ? "secretsmanager"
        : request.Path.StartsWithSegments("/2015-03-31", StringComparison.Ordinal) ? "lambda"
        : "apigateway";

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(
            $"The template declares no interface VPC endpoint for {ServiceOf(context.Request)}: that service cannot be reached from inside the VPC.", context.RequestAborted);
    }
}
