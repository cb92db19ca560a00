using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Egress.Admin;
using Egress.Admin.Calls;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Testing;
using Microsoft.Extensions.Logging;

namespace Egress.Simulation;

/// <summary>
/// The whole deployment on one thread and on virtual time: the real Admin and its real AWS clients, the emulator's control plane, gateway nodes
/// that disagree. Nothing happens but by <see cref="RunUntil"/>, and the same seed makes the same run.
/// </summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    private const string AdminArn = "arn:aws:lambda:us-east-1:123456789012:function:admin";
    private static readonly TimeSpan FunctionTimeout = TimeSpan.FromMinutes(15);

    private readonly LogSink _logs = new();
    private readonly LoggerFactory _loggers;
    private readonly Random _random;
    private readonly Stack<Function> _idle = new();
    private readonly List<IDisposable> _clients = [];
    private readonly AwsClients _aws;
    private readonly AsyncLocal<string> _invocation = new();
    private int _requests;

    public SimulatedWorld(SimulationOptions options)
    {
        (_random, Grace) = (new Random(options.Seed), options.Grace);
        Nodes = new GatewayNodes(options.Nodes, options.Propagation, Clock, new Random(options.Seed + 1));
        Apis = new ApiGatewayStore(Clock, Nodes, new UsageLedger(Clock)) { Random = new Random(options.Seed + 2) };
        Secrets = new SecretStore(Clock, options.SecretsLag, "us-east-1", "123456789012") { Random = new Random(options.Seed + 3), IsLagRandom = true };
        Functions = new FunctionHost(Clock);
        Rotations = new RotationDriver(Secrets, Functions, options.Rotation with { Launch = run => _ = LaterAsync(run) });
        Probe = new SimulatedProbe(Nodes, Secrets, Clock);
        Functions.Add(Definition("ProbeFunction", "probe"), (payload, _) => Probe.InvokeAsync(payload));
        Functions.Add(Definition("AdminFunction", "admin"), InvokeAdminAsync);
        Stack = DeployedStack.Deploy(Apis, Secrets, options.Quotas);
        Lag(options.Quotas is null ? TimeSpan.Zero : options.UsageLag);
        _loggers = new LoggerFactory([_logs]);
        Rates = options.HasRates ? new AccountRates(Clock) : null;
        var controlPlane = ControlPlanePipeline.Build(Apis, Secrets, Rotations, Functions, new ControlPlaneOptions { Rates = Rates, Faults = HinderAsync });
        Wire = new SimulatedWire(controlPlane, Clock, new Random(options.Seed + 4));
        Options = new AdminOptions
        {
            Stack = DeployedStack.Name,
            Consumer = DeployedStack.Consumer,
            RestApiId = DeployedStack.ApiId,
            ProbeFunction = "probe",
            AnchorKeyId = Stack.AnchorKeyId,
            SecretId = Stack.SecretId,
            ProbePasses = options.ProbePasses,
            Grace = options.ToldGrace ?? options.Grace,
            MaxStale = options.MaxStale,
            Quarantine = options.Quarantine,
            PendingAbort = options.PendingAbort,
            MaxHold = options.Grace,
        };
        _aws = AwsClients.Connect("http://127.0.0.1:1", new AnonymousAWSCredentials(), Wire);
        _clients.Add(_aws);
    }

    public ManualTimeProvider Clock { get; } = new();
    public TimeSpan Grace { get; }
    public GatewayNodes Nodes { get; }
    public ApiGatewayStore Apis { get; }
    public SecretStore Secrets { get; }
    public FunctionHost Functions { get; }

    /// <summary>The account's, which Admin shares with everybody else; null for none.</summary>
    public AccountRates? Rates { get; }

    public RotationDriver Rotations { get; }
    public SimulatedProbe Probe { get; }
    public SimulatedWire Wire { get; }
    public DeployedStack Stack { get; }
    public AdminOptions Options { get; }

    /// <summary>The control plane's calls with their time, in order, and what the invocation that made each was asked for.</summary>
    public List<(DateTimeOffset At, ControlPlaneOperation Operation, string By)> Calls { get; } = [];

    public List<string> Metrics { get; } = [];
    public List<string> Answers { get; } = [];
    public IEnumerable<string> LogLines => _logs.Lines;

    /// <summary>Looks on at each call, may refuse it.</summary>
    public Action<ControlPlaneOperation> Watch { get; set; } = _ => { };

    /// <summary>What Secrets Manager invokes in Admin's place, with the step and the token; null: Admin.</summary>
    public Func<string, string, Task>? Instead { get; set; }

    public void RunUntil(DateTimeOffset end)
    {
        if (end > Clock.GetUtcNow())
        {
            Clock.Advance(end - Clock.GetUtcNow());
        }
    }

    /// <summary>Runs until an invocation has ended; how it failed, or null.</summary>
    public (JsonNode? Answer, Exception? Failure) Finish(Task<JsonNode?> invocation)
    {
        for (var deadline = Clock.GetUtcNow() + FunctionTimeout; !invocation.IsCompleted && Clock.GetUtcNow() < deadline;)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return invocation.IsCompletedSuccessfully ? (invocation.Result, null) : (null, invocation.Exception?.InnerException ?? new TimeoutException("The invocation never ended."));
    }

    public (JsonNode? Answer, Exception? Failure) Do(JsonObject request) => Finish(InvokeAsync(request));

    /// <summary>One invocation. A process that crashed is not used again.</summary>
    public async Task<JsonNode?> InvokeAsync(JsonNode request)
    {
        Wire.Manners.Begin();
        _invocation.Value = (string?)request["Step"] ?? (string?)request["action"] ?? "sweep";
        var admin = _idle.TryPop(out var idle) ? idle : Composition.Compose(new AdminSettings(Options, []), _aws.Gateway, _aws.Secrets, _aws.Lambda, _aws.Http, _loggers, Metrics.Add, Clock, new Random(_random.Next()));
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request.ToJsonString()));
        try
        {
            using var output = new StreamReader(await admin.HandleAsync(input, new LambdaContext(FunctionTimeout) { AwsRequestId = (string?)request["requestId"] ?? $"request-{_requests++}", InvokedFunctionArn = AdminArn }));
            var answer = await output.ReadToEndAsync();
            _idle.Push(admin);
            Answers.Add(answer);
            return JsonNode.Parse(answer);
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException)
        {
            _idle.Push(admin);
            Answers.Add(failure.ToString());
            throw;
        }
    }

    public Task<JsonNode?> StepAsync(string step, string token) => InvokeAsync(new JsonObject { ["Step"] = step, ["SecretId"] = Stack.SecretId, ["ClientRequestToken"] = token });

    public Task<JsonNode?> SweepAsync() => InvokeAsync(new JsonObject { ["source"] = "aws.events", ["detail-type"] = "Scheduled Event", ["time"] = Clock.GetUtcNow().ToString("O") });

    public string? ValueUnder(string label) => Secrets.Read(Stack.SecretId, label) is { } text ? (string?)JsonNode.Parse(text)!["apiKey"] : null;

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        Nodes.Dispose();
        await Functions.DisposeAsync();
        _loggers.Dispose();
    }

    private void Lag(TimeSpan usage)
    {
        if (usage > TimeSpan.Zero)
        {
            Apis.Reports = new UsageReports(Apis, usage);
            _clients.Add(Apis.Reports);
        }
    }

    private async Task LaterAsync(Func<Task> run)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), Clock, CancellationToken.None);
        await run();
    }

    private async Task<InvocationResult> InvokeAdminAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            var request = JsonNode.Parse(payload.Span)!;
            await (Instead is { } other ? other((string)request["Step"]!, (string)request["ClientRequestToken"]!) : InvokeAsync(request));
            return new InvocationResult("null"u8.ToArray(), null, "");
        }
        catch (Exception failure) when (failure is RefusedException or CallFailedException or CrashException or OperationCanceledException or ControlPlaneException or InvalidOperationException)
        {
            return new InvocationResult(Encoding.UTF8.GetBytes($$"""{"errorType":"{{failure.GetType().Name}}"}"""), "Unhandled", "");
        }
    }

    private Task<Fault> HinderAsync(ControlPlaneOperation operation, CancellationToken cancellationToken)
    {
        Calls.Add((Clock.GetUtcNow(), operation, _invocation.Value ?? ""));
        Watch(operation);
        return Task.FromResult(Fault.None);
    }

    private static FunctionDefinition Definition(string id, string name) =>
        new() { LogicalId = id, Name = name, Arn = $"arn:aws:lambda:us-east-1:123456789012:function:{name}", CodeFolder = "", Handler = "", Runtime = "" };
}
