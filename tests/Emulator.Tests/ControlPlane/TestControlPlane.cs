using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Functions;
using Egress.Emulator.Gateway;
using Egress.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>A control plane of one API with two stages, in process and in virtual time.</summary>
internal sealed class TestControlPlane : IAsyncDisposable
{
    public const string ApiId = "abcde12345";

    private readonly RequestDelegate _pipeline;

    public TestControlPlane(TimeSpan secretsLag = default, RotationOptions? rotation = null, ControlPlaneOptions? options = null, TimeSpan propagation = default, Random? random = null, bool offsetsQuotaByDays = false)
    {
        Apis = new ApiGatewayStore(Time, new GatewayNodes(1, propagation, Time, new Random(1)), new UsageLedger(Time) { OffsetsByDays = offsetsQuotaByDays }) { Random = random ?? new Random(1) };
        Secrets = new SecretStore(Time, secretsLag, "us-east-1", "123456789012") { Random = new Random(1) };
        Functions = new FunctionHost(Time);
        Rotations = new RotationDriver(Secrets, Functions, rotation);
        _pipeline = ControlPlanePipeline.Build(Apis, Secrets, Rotations, Functions, options);
        Apis.AddApi(TestApi.Of(ApiId));
        Apis.AddVpcLink(TestApi.Link);
        Apis.AddStage(new ApiStage { ApiId = ApiId, Name = "one", CreatedDate = Time.GetUtcNow() });
        Apis.AddStage(new ApiStage { ApiId = ApiId, Name = "two", CreatedDate = Time.GetUtcNow() });
    }

    public ManualTimeProvider Time { get; } = new();
    public ApiGatewayStore Apis { get; }
    public SecretStore Secrets { get; }
    public FunctionHost Functions { get; }
    public RotationDriver Rotations { get; }

    /// <summary>An API Gateway call.</summary>
    public Task<TestAnswer> RestAsync(string verb, string target, JsonObject? body = null) => SendAsync(verb, target, body?.ToJsonString() ?? "", []);

    /// <summary>A Secrets Manager call.</summary>
    public Task<TestAnswer> SecretAsync(string operation, JsonObject input) => SendAsync("POST", "/", input.ToJsonString(), new() { ["X-Amz-Target"] = $"secretsmanager.{operation}" });

    public Task<TestAnswer> SendAsync(string verb, string target, string body, Dictionary<string, string> headers) => SendAsync(verb, target, Encoding.UTF8.GetBytes(body), headers);

    public async Task<TestAnswer> SendAsync(string verb, string target, byte[] body, Dictionary<string, string> headers)
    {
        var context = new DefaultHttpContext();
        var (path, query) = target.Split('?') switch { [var only] => (only, ""), var parts => (parts[0], "?" + parts[1]) };
        context.Request.Method = verb;
        context.Request.Path = PathString.FromUriComponent(path);
        context.Request.QueryString = new QueryString(query);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        var lost = new LostConnection();
        context.Features.Set<IHttpRequestLifetimeFeature>(lost);
        await _pipeline(context);
        return new TestAnswer(context.Response, lost.IsAborted);
    }

    public async Task<string> CreateKeyAsync(string name, bool isEnabled = true, string? value = null)
    {
        var answer = await RestAsync("POST", "/apikeys", new JsonObject { ["name"] = name, ["enabled"] = isEnabled, ["value"] = value });
        return answer.Text("id");
    }

    public async Task<string> CreatePlanAsync(string name, params string[] stages)
    {
        var apiStages = new JsonArray([.. stages.Select(stage => new JsonObject { ["apiId"] = ApiId, ["stage"] = stage })]);
        return (await RestAsync("POST", "/usageplans", new JsonObject { ["name"] = name, ["apiStages"] = apiStages })).Text("id");
    }

    public Task<TestAnswer> AttachAsync(string planId, string keyId) =>
        RestAsync("POST", $"/usageplans/{planId}/keys", new JsonObject { ["keyId"] = keyId, ["keyType"] = "API_KEY" });

    public async ValueTask DisposeAsync()
    {
        await Rotations.DisposeAsync();
        await Functions.DisposeAsync();
    }

    private sealed class LostConnection : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
