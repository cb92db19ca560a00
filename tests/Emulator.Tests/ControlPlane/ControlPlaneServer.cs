using System.Collections.Concurrent;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>A control plane on a loopback port, in real time, with the sample function as a process.</summary>
internal sealed class ControlPlaneServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly RotationDriver _rotations;

    private ControlPlaneServer(WebApplication web, RotationDriver rotations, FunctionHost functions, SecretStore secrets, ApiGatewayStore apis) =>
        (_web, _rotations, Functions, Secrets, Apis) = (web, rotations, functions, secrets, apis);

    public FunctionHost Functions { get; }
    public SecretStore Secrets { get; }
    public ApiGatewayStore Apis { get; }
    public RotationDriver Rotations => _rotations;

    /// <summary>The operations that were asked for.</summary>
    public ConcurrentBag<string> Called { get; private init; } = [];

    public Uri Address => new(_web.Urls.Single());

    public static async Task<ControlPlaneServer> StartAsync(CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var apis = new ApiGatewayStore(time, new GatewayNodes(1, TimeSpan.Zero, time, new Random(1)), new UsageLedger(time));
        apis.AddApi(TestApi.Of(TestControlPlane.ApiId));
        apis.AddVpcLink(TestApi.Link);
        apis.AddStage(new ApiStage { ApiId = TestControlPlane.ApiId, Name = "one", CreatedDate = time.GetUtcNow() });
        var secrets = new SecretStore(time, TimeSpan.Zero, "us-east-1", "123456789012");
        var functions = new FunctionHost(time);
        functions.Add(SampleFunction.Definition);
        var rotations = new RotationDriver(secrets, functions);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var called = new ConcurrentBag<string>();
        var options = new ControlPlaneOptions
        {
            Faults = (operation, _) =>
            {
                called.Add(operation.Name);
                return Task.FromResult(Fault.None);
            },
        };
        web.Run(ControlPlanePipeline.Build(apis, secrets, rotations, functions, options));
        await web.StartAsync(cancellationToken);
        return new ControlPlaneServer(web, rotations, functions, secrets, apis) { Called = called };
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await _rotations.DisposeAsync();
        await Functions.DisposeAsync();
    }
}
