using Egress.Emulator.ControlPlane;
using Egress.Emulator.Deployment;
using Egress.Emulator.Deployment.CustomResources;
using Egress.Emulator.Deployment.Secrets;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Upstream;
using Egress.Emulator.Hosting;
using Egress.Emulator.Template;
using Egress.Emulator.Vpc;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator;

/// <summary>
/// The emulator, whole: what <c>up</c> serves and what tests start in process. It starts in the order of a deployment:
/// 1. the services are made, empty;
/// 2. the template is read and deployed to them, on a thread of its own;
/// 3. meanwhile the control plane begins to listen;
/// 4. the gateway listens;
/// 5. custom resources are delivered to their functions, as CloudFormation does at the end; these functions' processes start side by side;
/// 6. rotation schedules are set up, as Secrets Manager does beside it: nobody waits for them.
/// </summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private readonly OwnedParts _parts = new();
    private readonly DirectoryInfo _folder = SocketFolder.Create();

    private volatile bool _isUp;

    private FunctionSurroundings _surroundings = null!;

    private RunningEmulator()
    {
    }

    public ClosedNetwork Network { get; private set; } = null!;
    public DeployedStack Stack { get; private set; } = null!;
    public ApiGatewayStore Apis { get; private set; } = null!;
    public SecretStore Secrets { get; private set; } = null!;
    public RotationDriver Rotations { get; private set; } = null!;
    public FunctionHost Functions { get; private set; } = null!;
    public Uri ControlPlane { get; private set; } = null!;
    public IReadOnlyList<OpenEndpoint> Endpoints { get; private set; } = [];

    /// <summary>A PEM file with the certificate authority of the HTTPS endpoints.</summary>
    public string CaBundle { get; private set; } = "";

    /// <exception cref="EmulatorException">A port is taken.</exception>
    /// <exception cref="TemplateException">The template cannot be read or deployed.</exception>
    public static async Task<RunningEmulator> StartAsync(EmulatorOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var emulator = new RunningEmulator();
        try
        {
            await emulator.OpenAsync(options, time, loggers, cancellationToken);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    public FunctionDefinition Function(string name) => Functions.Find(name)
        ?? throw new EmulatorException($"Found no function '{name}'. Expected one of: {string.Join(", ", Functions.Functions.Select(function => function.LogicalId).Order())}.");

    /// <summary>A function's own variables for a process that somebody else starts on this machine.</summary>
    public IReadOnlyDictionary<string, string> VariablesOutside(FunctionDefinition function) => _surroundings.VariablesOf(function, isTrusted: false);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync(EmulatorOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // 1.
        var identity = new StackIdentity { Id = Guid.NewGuid(), Region = options.Region };
        var usage = new UsageLedger(time) { RollsWindows = options.Switches.RollsQuotaWindow, OffsetsByDays = options.Switches.OffsetsQuotaByDays };
        Apis = new ApiGatewayStore(time, _parts.Own(new GatewayNodes(options.Nodes, options.Propagation, time, new Random())), usage);
        Apis.Reports = options.UsageLag > TimeSpan.Zero ? _parts.Own(new UsageReports(Apis, options.UsageLag)) : null;
        Secrets = new SecretStore(time, options.SecretsLag, identity.Region, identity.AccountId);
        Functions = _parts.Own(new FunctionHost(time, new FunctionHostOptions
        {
            Region = identity.Region,
            AccountId = identity.AccountId,
            RunsFunctions = options.RunsFunctions,
            Prepare = start => _surroundings.Prepare(start),
            Logger = loggers.CreateLogger(CommandLine.Logs.Functions),
        }));
        Rotations = _parts.Own(new RotationDriver(Secrets, Functions));
        RotationLog.Follow(Rotations, loggers.CreateLogger("rotation"));

        // 2.
        var deploying = _parts.Own(Task.Run(() => Deploy(options, identity), cancellationToken));

        // 3.
        Network = ClosedNetwork.Detect();
        var authority = _parts.Own(new CertificateAuthority(time, options.Region));
        CaBundle = Path.Combine(_folder.FullName, "ca.pem");
        await File.WriteAllTextAsync(CaBundle, authority.BundlePem + "\n", cancellationToken);
        var customResources = new CustomResourceChannel();
        var control = ControlPlanePipeline.Build(Apis, Secrets, Rotations, Functions, Hostile(options, time), loggers.CreateLogger("control plane"));
        var controlPlane = _parts.Own(await ControlPlaneServer.StartAsync(control, () => Stack.EndpointServices, customResources, options.ControlPort, _folder.FullName, loggers, cancellationToken));
        ControlPlane = controlPlane.Address;
        var client = _parts.Own(new UpstreamClient(new UpstreamDialer(options.ConnectTo, [])));
        var upstream = new UpstreamAdvice(client.SendAsync, options.ConnectTo, loggers.CreateLogger("upstream"));
        var pipeline = GatewayPipeline.Build(Serving(identity, usage, upstream, options.Switches, time, loggers));

        // 4.
        var deployment = await deploying;
        PortRules.Check(options, Stack.VpcEndpoints);
        var gateway = _parts.Own(await GatewayServer.StartAsync(pipeline, Stack.VpcEndpoints, options, authority, _folder.FullName, loggers, cancellationToken));
        Endpoints = gateway.Endpoints;
        _surroundings = new FunctionSurroundings(
            Network, CaBundle, controlPlane, Endpoints, new LocalNames(identity, ControlPlane, Endpoints, [.. Stack.RestApis.Select(api => api.Id)]), () => Stack.EndpointServices);
        controlPlane.Open();

        if (options.RunsFunctions)
        {
            // 5.
            Stack = await deployment.DeliverCustomResourcesAsync(customResources, ControlPlane, cancellationToken);

            // 6.
            Stack = Stack with { Notes = [.. Stack.Notes, .. ScheduleSetUp.Start(options.SetsUpSchedules ? Stack.RotationSchedules : [], Rotations)] };
        }

        _isUp = true;
    }

    private StackDeployment Deploy(EmulatorOptions options, StackIdentity identity)
    {
        var deployment = new StackDeployment(TemplateLoader.Load(options.TemplateFile, options.ParameterOverrides, identity), Targets(options));
        Stack = deployment.Deploy();
        return deployment;
    }

    private DeploymentTargets Targets(EmulatorOptions options) => new()
    {
        Apis = Apis,
        Secrets = Secrets,
        Functions = Functions,
        ConnectedHosts = [.. options.ConnectTo.Keys],
        HasAddedEndpoints = options.AdditionalVpcEndpoints.Count > 0,
    };

    private ControlPlaneOptions Hostile(EmulatorOptions options, TimeProvider time) => new()
    {
        Rates = options.ThrottlesAccount ? new AccountRates(time) : null,
        Injected = options.Faults,
        IsInForce = () => _isUp,
    };

    private GatewayServices Serving(StackIdentity identity, UsageLedger usage, UpstreamAdvice upstream, GatewaySwitches switches, TimeProvider time, ILoggerFactory loggers) => new()
    {
        FindApi = Apis.FindApi,
        HasVpcLink = Apis.HasVpcLink,
        Nodes = Apis.Nodes,
        Draw = Apis.Nodes.Draw,
        Usage = usage,
        Upstream = upstream.SendAsync,
        Time = time,
        Loggers = loggers,
        Switches = switches,
        Region = identity.Region,
        AccountId = identity.AccountId,
    };
}
