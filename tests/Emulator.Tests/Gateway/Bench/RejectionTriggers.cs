using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;

namespace Egress.Emulator.Tests.Gateway.Bench;

/// <summary>For each gateway response type that an API without authorizer or model answers: a bench and a call that bring it about, and what AWS then says.</summary>
internal sealed record RejectionTriggers(string Type, int StatusCode, string ErrorType, string Body, BenchSetup Setup)
{
    private const string Key = "0123456789abcdefghij";

    public string Target { get; init; } = "/test/x";
    public string[] Headers { get; init; } = [];

    public static readonly IReadOnlyDictionary<string, RejectionTriggers> All = Make().ToDictionary(trigger => trigger.Type);

    public Task<RawAnswer> CallAsync(GatewayBench gateway, string method = "GET") =>
        gateway.SendAsync(GatewayBench.Head(method, Target, [.. Headers, "Content-Length: 3"]), "abc"u8.ToArray());

    public BenchSetup Customised(IReadOnlyDictionary<string, GatewayResponse> responses) => Setup with { Api = Setup.Api with { GatewayResponses = responses } };

    private static IEnumerable<RejectionTriggers> Make() =>
    [
        new("INVALID_API_KEY", 403, "ForbiddenException", """{"message":"Forbidden"}""", Keyed()),
        new("WAF_FILTERED", 403, "ForbiddenException", """{"message":"Forbidden"}""", Walled()),
        new("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", """{"message":"Missing Authentication Token"}""", Mock()) { Target = "/test/" },
        new("ACCESS_DENIED", 403, "AccessDeniedException", Denied, Policy("""{"Statement":[]}""")),
        new("THROTTLED", 429, "TooManyRequestsException", """{"message":"Too Many Requests"}""", Keyed(new KeyGrant { KeyId = "k", PlanId = "p", ApiId = GatewayBench.ApiId, StageName = "test", Throttle = new ThrottleLimit(0, 0) })) { Headers = [$"x-api-key: {Key}"] },
        new("QUOTA_EXCEEDED", 429, "LimitExceededException", """{"message":"Limit Exceeded"}""", Keyed(new KeyGrant { KeyId = "k", PlanId = "p", ApiId = GatewayBench.ApiId, StageName = "test", Quota = new QuotaLimit(0, "DAY", 0) })) { Headers = [$"x-api-key: {Key}"] },
        new("BAD_REQUEST_PARAMETERS", 400, "BadRequestException", """{"message": "Missing required request parameters: [x-need]"}""", Validated()),
        new("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", """{"message": "Unsupported Media Type"}""", Mock()) { Headers = ["Content-Encoding: br"] },
        new("API_CONFIGURATION_ERROR", 500, "InternalServerErrorException", """{"message": "Internal server error"}""", new BenchSetup().With(BenchSetup.Mock("{}"))),
        new("INTEGRATION_FAILURE", 504, "InternalServerErrorException", """{"message": "Network error communicating with endpoint"}""", Unreachable()),
        new("INTEGRATION_TIMEOUT", 504, "InternalServerErrorException", """{"message": "Endpoint request timed out"}""", Unreachable().WithIntegration(integration => integration with { Timeout = TimeSpan.Zero })),
    ];

    private const string Denied =
        """{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:a1b2c3d4e5/test/GET/x"}""";

    private static BenchSetup Mock() => new BenchSetup().With(BenchSetup.Mock());

    private static BenchSetup Keyed(params KeyGrant[] grants) =>
        new BenchSetup { Grants = [.. grants.Select(grant => (Key, grant))] }.With(BenchSetup.Mock() with { ApiKeyRequired = true });

    private static BenchSetup Walled() => Mock() with { Stages = [BenchSetup.StageOf("test") with { WebAcl = new WebAcl("arn", WafAction.Block, []) }] };

    private static BenchSetup Policy(string policy) => new() { Api = BenchSetup.ApiOf(BenchSetup.Mock()) with { Policy = policy } };

    private static BenchSetup Validated() => new BenchSetup().With(BenchSetup.Mock() with
    {
        ValidatesParameters = true,
        RequestParameters = new Dictionary<string, bool> { ["method.request.header.x-need"] = true },
    });

    // Port 1 of the loopback: nobody listens.
    private static BenchSetup Unreachable() => new() { ConnectTo = new Dictionary<string, Uri> { [GatewayBench.UpstreamHost] = new("http://127.0.0.1:1") } };
}
