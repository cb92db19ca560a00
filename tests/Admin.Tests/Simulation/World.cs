using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Admin.Tests.Simulation;

/// <summary>
/// A deployed stack with two upstreams: the emulator's control plane on a real socket, the real AWS clients, the real Admin.
/// Only Probe and time are stood in for.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string ApiId = DeployedStack.ApiId;
    public const string Stack = DeployedStack.Name;
    public const string Consumer = DeployedStack.Consumer;
    public const string Token1 = "11111111-1111-1111-1111-111111111111";
    public const string Token2 = "22222222-2222-2222-2222-222222222222";
    public static readonly string[] Upstreams = DeployedStack.Upstreams;

    private const string AnswerPath = "/-/answer";

    private readonly FunctionHost _functions;
    private readonly RotationDriver _rotations;
    private readonly DeployedStack _stack;
    private readonly LogSink _logs = new();
    private readonly LoggerFactory _loggers;
    private readonly List<IDisposable> _clients = [];
    private WebApplication? _server;
    private int _requests;

    private World(WorldOptions options)
    {
        Time = new SkippingTimeProvider();
        Nodes = new GatewayNodes(options.Nodes, options.Propagation, Time.Clock, new Random(options.Seed));
        Apis = new ApiGatewayStore(Time.Clock, Nodes, new UsageLedger(Time.Clock)) { Random = new Random(options.Seed) };
        Secrets = new SecretStore(Time.Clock, options.SecretsLag, "us-east-1", "123456789012");
        Probe = new ProbeStandIn(Nodes, Secrets, Time, ApiId);
        _functions = new FunctionHost(Time.Clock);
        _rotations = new RotationDriver(Secrets, _functions);
        _loggers = new LoggerFactory([_logs]);
        _stack = DeployedStack.Deploy(Apis, Secrets);
        _functions.Add(new FunctionDefinition { LogicalId = "AdminFunction", Name = "admin", Arn = "arn:aws:lambda:us-east-1:123456789012:function:admin", CodeFolder = "", Handler = "", Runtime = "" }, NeverAsync);
        _functions.Add(new FunctionDefinition { LogicalId = "ProbeFunction", Name = "probe", Arn = "arn:aws:lambda:us-east-1:123456789012:function:probe", CodeFolder = "", Handler = "", Runtime = "" }, (payload, _) => Probe.InvokeAsync(payload));
        Time.Advance(TimeSpan.FromDays(30)); // deployed long ago: every node knows everything
    }

    public SkippingTimeProvider Time { get; }
    public GatewayNodes Nodes { get; }
    public ApiGatewayStore Apis { get; }
    public SecretStore Secrets { get; }
    public ProbeStandIn Probe { get; }
    public Wire Wire { get; } = new();
    public string AnchorKeyId => _stack.AnchorKeyId;
    public string SecretId => _stack.SecretId;
    public IReadOnlyList<string> PlanIds => _stack.PlanIds;
    public ConcurrentQueue<string> Calls { get; } = new();
    public ConcurrentQueue<string> Metrics { get; } = new();
    public ConcurrentQueue<JsonNode> Answers { get; } = new();
    public IEnumerable<string> LogLines => _logs.Lines;
    public Function Admin { get; private set; } = null!;
    public AdminOptions Options { get; private set; } = null!;

    /// <summary>What Admin is told to be wrong with its settings.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>May hold up or refuse any call; see the emulator's control plane.</summary>
    public Func<ControlPlaneOperation, Fault> Hinder { get; set; } = _ => Fault.None;

    public static bool IsMutating(string call) => !call.StartsWith("Get", StringComparison.Ordinal) && !call.StartsWith("List", StringComparison.Ordinal) && call is not ("DescribeSecret" or "Invoke");

    public static async Task<World> StartAsync(WorldOptions? options = null)
    {
        var world = new World(options ?? new WorldOptions());
        await world.ServeAsync();
        world.Compose();
        return world;
    }

    public string CurrentValue => ValueUnder("AWSCURRENT")!;

    public string? ValueUnder(string label) => Secrets.Read(SecretId, label) is { } text ? (string?)JsonNode.Parse(text)!["apiKey"] : null;

    public IReadOnlyList<ApiKeyRecord> ManagedKeys => [.. Apis.Keys.Where(key => key.Id != AnchorKeyId)];

    public bool Opens(string value, string upstream) => Nodes.Pick().Find(ApiId, upstream.Replace('.', '_'), value) is not null;

    public bool OpensAll(string value) => Upstreams.All(upstream => Opens(value, upstream));

    /// <summary>What the service does first: AWSPENDING on a version that has no value yet.</summary>
    public void Begin(string token) => Secrets.Update(SecretId, secret => SecretVersions.StartPending(secret, token, Time.GetUtcNow()));

    public Task StepAsync(string step, string token) =>
        InvokeAsync(new JsonObject { ["Step"] = step, [nameof(SecretId)] = SecretId, ["ClientRequestToken"] = token });

    /// <summary>A person stores a version under AWSPENDING.</summary>
    public void Put(string token, string text) =>
        Secrets.Update(SecretId, secret => SecretVersions.Put(secret, token, SecretValue.Of(text), ["AWSPENDING"], Time.GetUtcNow()));

    public async Task RunStepsAsync(string token)
    {
        foreach (var step in (string[])["createSecret", "setSecret", "testSecret", "finishSecret"])
        {
            await StepAsync(step, token);
        }
    }

    public async Task RotateAsync(string token)
    {
        Begin(token);
        await RunStepsAsync(token);
    }

    public Task<string> InvokeAsync(JsonNode request) => InvokeAsync(request.ToJsonString());

    public async Task<string> InvokeAsync(string request, string? requestId = null)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(request));
        using var output = new StreamReader(await Admin.HandleAsync(input, new LambdaContext(TimeSpan.FromMinutes(15)) { AwsRequestId = requestId ?? $"request-{_requests++}" }));
        return await output.ReadToEndAsync();
    }

    /// <summary>A request of CloudFormation; answers what was put to its address.</summary>
    public async Task<JsonNode> StackEventAsync(string requestType, string resourceType, JsonObject properties, string? physicalId = null)
    {
        await InvokeAsync(new JsonObject
        {
            ["RequestType"] = requestType,
            ["ResponseURL"] = _server!.Urls.Single() + AnswerPath + "?X-Amz-Signature=a%2Fb",
            ["StackId"] = "arn:aws:cloudformation:us-east-1:123456789012:stack/prod/5b6c",
            ["RequestId"] = "request-1",
            ["ResourceType"] = resourceType,
            ["LogicalResourceId"] = "Granta",
            ["PhysicalResourceId"] = physicalId,
            ["ResourceProperties"] = properties,
        });
        return Answers.Last();
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _rotations.DisposeAsync();
        await _functions.DisposeAsync();
        _loggers.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    // Steps come from the test itself: a rotation that Secrets Manager starts waits for its first one for ever.
    private static async Task<InvocationResult> NeverAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new System.Diagnostics.UnreachableException();
    }

    private async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Map(AnswerPath, branch => branch.Run(AnswerAsync));
        _server.Run(ControlPlanePipeline.Build(Apis, Secrets, _rotations, _functions, new ControlPlaneOptions
        {
            Faults = (operation, _) =>
            {
                Calls.Enqueue(operation.Name);
                return Task.FromResult(Hinder(operation));
            },
        }));
        await _server.StartAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isSignedAsGiven = context.Request.ContentType is null && context.Request.QueryString.Value == "?X-Amz-Signature=a%2Fb";
        context.Response.StatusCode = isSignedAsGiven ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
        if (isSignedAsGiven)
        {
            Answers.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
        }
    }

    private void Compose()
    {
        var aws = AwsClients.Connect(_server!.Urls.Single(), new BasicAWSCredentials("a", "b"), Wire);
        _clients.Add(aws);
        Options = new AdminOptions { Stack = Stack, Consumer = Consumer, RestApiId = ApiId, ProbeFunction = "probe", AnchorKeyId = AnchorKeyId, SecretId = SecretId };
        Admin = Composition.Compose(new AdminSettings(Options, Faults), aws.Gateway, aws.Secrets, aws.Lambda, aws.Http, _loggers, Metrics.Enqueue, Time, new Random(7));
    }
}
