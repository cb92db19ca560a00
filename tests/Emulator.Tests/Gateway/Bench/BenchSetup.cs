using System.Security.Cryptography.X509Certificates;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>What a bench serves. The default is the design's own shape: a private API that lets everybody in, <c>/{proxy+}</c> to one upstream.</summary>
internal sealed record BenchSetup
{
    public const string OpenPolicy = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    public static readonly VpcEndpoint DefaultEndpoint = new() { Id = "vpce-0123456789abcdef0" };

    public RestApi Api { get; init; } = ApiOf(Proxy());
    public IReadOnlyList<ApiStage> Stages { get; init; } = [StageOf("test")];
    public IReadOnlyList<string> VpcLinks { get; init; } = [];
    public IReadOnlyList<(string KeyValue, KeyGrant Grant)> Grants { get; init; } = [];

    /// <summary>The management API's state that the bench serves; null: what this setup says.</summary>
    public ApiGatewayStore? Store { get; init; }

    public IReadOnlyDictionary<string, Uri> ConnectTo { get; init; } = new Dictionary<string, Uri>();
    public X509Certificate2Collection UpstreamRoots { get; init; } = [];
    public VpcEndpoint? Endpoint { get; init; } = DefaultEndpoint;
    public GatewaySwitches Switches { get; init; } = new();
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public X509Certificate2? Certificate { get; init; }
    public Func<double> Draw { get; init; } = () => throw new InvalidOperationException("Nothing is left to chance here.");
    public string Region { get; init; } = "us-east-1";
    public string AccountId { get; init; } = "111122223333";

    public static BenchSetup To(SocketUpstream upstream) => new() { ConnectTo = new Dictionary<string, Uri> { [GatewayBench.UpstreamHost] = upstream.Address } };

    public static ApiStage StageOf(string name) => new() { ApiId = GatewayBench.ApiId, Name = name, Variables = new Dictionary<string, string> { ["host"] = GatewayBench.UpstreamHost } };

    public static RestApi ApiOf(ApiMethod method, string path = "/{proxy+}", string verb = "ANY") => new()
    {
        Id = GatewayBench.ApiId,
        Name = "bench",
        EndpointType = "PRIVATE",
        VpcEndpointIds = [DefaultEndpoint.Id],
        Policy = OpenPolicy,
        Resources = [new ApiResource("r1", path, new Dictionary<string, ApiMethod> { [verb] = method })],
    };

    public static ApiMethod Proxy(bool isStreamed = false) => new()
    {
        Integration = new Integration
        {
            Type = "HTTP_PROXY",
            HttpMethod = "ANY",
            Uri = "https://${stageVariables.host}/{proxy}",
            IsStreamed = isStreamed,
            RequestParameters = new Dictionary<string, string> { ["integration.request.path.proxy"] = "method.request.path.proxy" },
        },
        RequestParameters = new Dictionary<string, bool> { ["method.request.path.proxy"] = true },
    };

    public static ApiMethod Mock(string template = """{"statusCode": 200}""") => new()
    {
        Integration = new Integration
        {
            Type = "MOCK",
            RequestTemplates = new Dictionary<string, string> { ["application/json"] = template },
            Responses = [new IntegrationResponse(null, "200", new Dictionary<string, string>(), new Dictionary<string, string>())],
        },
    };

    public BenchSetup With(ApiMethod method) => this with { Api = ApiOf(method) };

    public BenchSetup WithIntegration(Func<Integration, Integration> change)
    {
        var method = Api.Resources[0].Methods.Values.Single();
        return With(method with { Integration = change(method.Integration) });
    }

    public BenchSetup WithMapping(string target, string source) => WithIntegration(integration =>
        integration with { RequestParameters = new Dictionary<string, string>(integration.RequestParameters) { [target] = source } });
}
