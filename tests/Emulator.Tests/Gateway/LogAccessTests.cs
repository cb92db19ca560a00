using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class LogAccessTests
{
    private const string Key = "0123456789abcdefghij";

    [Theory]
    [InlineData("$context.apiId $context.stage $context.resourcePath $context.resourceId", "a1b2c3d4e5 test /{proxy+} r1")]
    [InlineData("$context.httpMethod $context.path $context.protocol", "POST /test/a/b HTTP/1.1")]
    [InlineData("$context.domainName $context.domainPrefix", GatewayBench.Host + " " + GatewayBench.ApiId)]
    [InlineData("$context.accountId", "111122223333")]
    [InlineData("$context.requestTime $context.requestTimeEpoch", "31/Mar/2026:23:00:00 +0000 1774998000000")]
    [InlineData("$context.identity.sourceIp $context.identity.userAgent", "127.0.0.1 agent/1")]
    [InlineData("$context.identity.apiKeyId", "k1")]
    [InlineData("$context.identity.vpceId $context.identity.vpcId", "vpce-0123456789abcdef0 vpc-0")]
    [InlineData("$context.status $context.responseLength $context.integrationStatus $context.integration.status", "201 5 201 201")]
    [InlineData("$context.responseLatency $context.integrationLatency $context.integration.latency", "0 0 0")]
    [InlineData("$context.error.message $context.error.responseType $context.integrationErrorMessage", "- - -")]
    [InlineData("$context.deploymentId $context.isCanaryRequest $context.xrayTraceId", "da1b2c - -")]
    [InlineData("$stageVariables.host ${stageVariables.host}", "upstream.example upstream.example")]
    [InlineData("""{"stage":"$context.stage","status":$context.status}""", """{"stage":"test","status":201}""")]
    [InlineData("$context.unknown $context.identity.caller $context.tlsVersion", "- - -")]
    [InlineData("costs $5, $ and $context", "costs $5, $ and $context")]
    public async Task A_call_is_one_line_in_the_stage_s_own_format(string format, string expected)
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 201 Made\r\nContent-Length: 5\r\n\r\nhello");
        await using var gateway = await GatewayBench.StartAsync(Setup(upstream, format));

        await gateway.PostAsync("/test/a/b?q=1", "abc"u8.ToArray(), $"x-api-key: {Key}", "User-Agent: agent/1");

        Assert.Equal(expected, await gateway.Log.NextAsync("AccessLog"));
    }

    [Fact]
    public async Task The_ids_are_those_of_the_answer()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(Setup(upstream, "$context.requestId $context.extendedRequestId"));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal($"{answer.Header("x-amzn-RequestId")} {answer.Header("x-amz-apigw-id")}", await gateway.Log.NextAsync("AccessLog"));
    }

    [Theory]
    [InlineData("a wrong key", "/test/x", "403 23 Forbidden \"Forbidden\" INVALID_API_KEY - -")]
    [InlineData("no route", "/test/", "403 42 Missing Authentication Token \"Missing Authentication Token\" MISSING_AUTHENTICATION_TOKEN - -")]
    public async Task A_rejection_is_logged_with_its_type(string because, string target, string expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(Setup(
            upstream, "$context.status $context.responseLength $context.error.message $context.error.messageString $context.error.responseType $context.identity.apiKeyId $context.integrationStatus"));

        await gateway.GetAsync(target);

        Assert.True(await gateway.Log.NextAsync("AccessLog") == expected, because);
    }

    [Fact]
    public async Task A_failure_s_cause_is_in_the_execution_log_and_not_in_the_answer()
    {
        var trigger = RejectionTriggers.All["INTEGRATION_FAILURE"];
        await using var gateway = await GatewayBench.StartAsync(trigger.Setup);

        var answer = await trigger.CallAsync(gateway);

        Assert.Contains("127.0.0.1", await gateway.Log.NextAsync("ExecutionLog"), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal);
    }

    private static BenchSetup Setup(SocketUpstream upstream, string format) => BenchSetup.To(upstream).With(BenchSetup.Proxy() with { ApiKeyRequired = true }) with
    {
        Stages = [BenchSetup.StageOf("test") with { AccessLogFormat = format }],
        Grants = [(Key, new KeyGrant { KeyId = "k1", PlanId = "p1", ApiId = GatewayBench.ApiId, StageName = "test" })],
        Time = new ManualTimeProvider(new DateTimeOffset(2026, 3, 31, 23, 0, 0, TimeSpan.Zero)),
    };
}
