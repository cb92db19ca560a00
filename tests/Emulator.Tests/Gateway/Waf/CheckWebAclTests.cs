using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class CheckWebAclTests
{
    private const string Arn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/a/1";
    private const string Format = "$context.wafResponseCode $context.webaclArn $context.waf.status $context.waf.latency $context.waf.error";

    private static readonly WebAcl Blocking = new(Arn, WafAction.Block, []);

    [Fact]
    public async Task A_block_is_a_plain_Forbidden()
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(Blocking));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal((403, """{"message":"Forbidden"}""", "ForbiddenException"), (answer.StatusCode, answer.Text, answer.Header("x-amzn-ErrorType")));
        Assert.Equal(["Connection", "Content-Length", "Content-Type", "Date", "x-amz-apigw-id", "x-amzn-ErrorType", "x-amzn-RequestId"], answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Contains($"{Arn} BLOCK by Default_Action", await gateway.Log.NextAsync("WafLog"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the policy", "/test/x", false, """{"Statement":[]}""")]
    [InlineData("the route", "/test/", false, BenchSetup.OpenPolicy)]
    [InlineData("the key", "/test/x", true, BenchSetup.OpenPolicy)]
    public async Task A_web_ACL_is_asked_before(string what, string target, bool needsKey, string policy)
    {
        var setup = Setup(Blocking);
        setup = setup with
        {
            Api = BenchSetup.ApiOf(BenchSetup.Mock() with { ApiKeyRequired = needsKey }) with
            {
                Policy = policy,
                GatewayResponses = new Dictionary<string, GatewayResponse>
                {
                    ["WAF_FILTERED"] = new(null, new Dictionary<string, string> { ["gatewayresponse.header.x-egress-error"] = "context.error.responseType" }, new Dictionary<string, string>()),
                },
            },
        };
        await using var gateway = await GatewayBench.StartAsync(setup);

        var answer = await gateway.GetAsync(target);

        Assert.True(answer.Header("x-egress-error") == "WAF_FILTERED", $"{what}: {answer.Text}");
        Assert.Equal((403, """{"message":"Forbidden"}"""), (answer.StatusCode, answer.Text));
    }

    [Fact]
    public async Task A_web_ACL_s_own_answer_is_not_marked_by_the_gateway()
    {
        var own = new WafResponse(429, [new HeaderLine("Retry-After", "9")], "text/plain", "later");
        var setup = Setup(Blocking with { DefaultResponse = own });
        var marked = new GatewayResponse("418", new Dictionary<string, string> { ["gatewayresponse.header.x-egress-error"] = "'mark'" }, new Dictionary<string, string>());
        await using var gateway = await GatewayBench.StartAsync(setup with { Api = setup.Api with { GatewayResponses = new Dictionary<string, GatewayResponse> { ["WAF_FILTERED"] = marked } } });

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal((429, "later", "text/plain", "9"), (answer.StatusCode, answer.Text, answer.Header("Content-Type"), answer.Header("Retry-After")));
        Assert.Equal(["Connection", "Content-Length", "Content-Type", "Date", "Retry-After", "x-amz-apigw-id", "x-amzn-RequestId"], answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
        Assert.StartsWith("WAF_BLOCK", await gateway.Log.NextAsync("AccessLog"), StringComparison.Ordinal);
    }

    // A block by the gateway itself has the same bytes: only a web ACL's own answer tells them apart.
    [Theory]
    [InlineData("another stage has none", "/open/x", 200)]
    [InlineData("an unknown stage has none", "/other/x", 403)]
    public async Task A_web_ACL_is_one_stage_s(string because, string target, int status)
    {
        var own = Blocking with { DefaultResponse = new WafResponse(429, [], "text/plain", "later") };
        await using var gateway = await GatewayBench.StartAsync(Setup(own, BenchSetup.StageOf("open") with { AccessLogFormat = Format }));

        Assert.True((await gateway.GetAsync(target)).StatusCode == status, because);
        if (status == 200)
        {
            Assert.Equal("- - - - -", await gateway.Log.NextAsync("AccessLog"));
        }
    }

    [Theory]
    [InlineData("Allow", "WAF_ALLOW")]
    [InlineData("Block", "WAF_BLOCK")]
    public async Task The_access_log_has_the_verdict(string action, string code)
    {
        await using var gateway = await GatewayBench.StartAsync(Setup(Blocking with { DefaultAction = Enum.Parse<WafAction>(action) }));

        await gateway.GetAsync("/test/x");

        Assert.Equal($"{code} {Arn} 200 0 -", await gateway.Log.NextAsync("AccessLog"));
    }

    [Fact]
    public async Task A_mapping_template_finds_the_verdict()
    {
        var method = BenchSetup.Mock();
        var shown = new IntegrationResponse(null, "200", new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = "$context.wafResponseCode $context.webaclArn" });
        await using var gateway = await GatewayBench.StartAsync(Setup(Blocking with { DefaultAction = WafAction.Allow }).With(method with { Integration = method.Integration with { Responses = [shown] } }));

        Assert.Equal($"WAF_ALLOW {Arn}", (await gateway.GetAsync("/test/x")).Text);
    }

    [Theory]
    [InlineData("the verb", "POST")]
    [InlineData("the path with its stage, as it came", "/test/a%2Fb")]
    [InlineData("the query, as it came", "q=%31")]
    [InlineData("a header that API Gateway removes", "5")]
    [InlineData("the body", "hello")]
    public async Task A_web_ACL_sees_the_request_as_it_came(string because, string value)
    {
        RequestField[] fields = [RequestFields.Method, RequestFields.UriPath, RequestFields.QueryString, RequestFields.SingleHeader("content-length"), RequestFields.Body(16)];
        var search = System.Text.Encoding.UTF8.GetBytes(value);
        var statement = new OrStatement([.. fields.Select(field => new FieldStatement(field, [], found => found.AsSpan().SequenceEqual(search)))]);
        await using var gateway = await GatewayBench.StartAsync(Setup(new WebAcl(Arn, WafAction.Allow, [new WafRule("r", statement, WafAction.Block, [])])));

        var same = await gateway.PostAsync("/test/a%2Fb?q=%31", "hello"u8.ToArray(), "X-HTTP-Method-Override: PUT");
        var another = await gateway.GetAsync("/test/a/b?q=1");

        Assert.True((same.StatusCode, another.StatusCode) == (403, 200), because);
        Assert.EndsWith("BLOCK by r", await gateway.Log.NextAsync("WafLog"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canary_has_its_stage_s_web_ACL()
    {
        var setup = Setup(Blocking);
        var stage = setup.Stages[0] with { Canary = new CanaryRelease { PercentTraffic = 100 } };
        await using var gateway = await GatewayBench.StartAsync(setup with { Stages = [stage], Draw = () => 0 });

        Assert.Equal(403, (await gateway.GetAsync("/test/x")).StatusCode);
    }

    private static BenchSetup Setup(WebAcl webAcl, params ApiStage[] more) => new BenchSetup
    {
        Stages = [BenchSetup.StageOf("test") with { WebAcl = webAcl, AccessLogFormat = Format }, .. more],
        Time = new ManualTimeProvider(),
    }.With(BenchSetup.Mock());
}
