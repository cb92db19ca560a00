using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Waf;

/// <summary>The one instant block there is: a web ACL knows a leaked key before any gateway node has been told of its revocation.</summary>
public sealed class LeakedKeyTests
{
    private const string Leaked = "leaked-0123456789abcdef";
    private const string Good = "good-0123456789abcdefgh";

    private const string Keys =
        $$$"""
          LeakedKey: {Type: 'AWS::ApiGateway::ApiKey', Properties: {Enabled: true, Value: '{{{Leaked}}}'}}
          GoodKey: {Type: 'AWS::ApiGateway::ApiKey', Properties: {Enabled: true, Value: '{{{Good}}}'}}
          Plan: {Type: 'AWS::ApiGateway::UsagePlan', Properties: {ApiStages: [{ApiId: !Ref Api, Stage: !Ref Walled}, {ApiId: !Ref Api, Stage: !Ref Open}]}}
          LeakedTie: {Type: 'AWS::ApiGateway::UsagePlanKey', Properties: {KeyId: !Ref LeakedKey, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
          GoodTie: {Type: 'AWS::ApiGateway::UsagePlanKey', Properties: {KeyId: !Ref GoodKey, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
          Marked: {Type: 'AWS::ApiGateway::GatewayResponse', Properties: {RestApiId: !Ref Api, ResponseType: WAF_FILTERED, ResponseParameters: {gatewayresponse.header.x-egress-error: "'mark WAF_FILTERED'"} } }
        """;

    [Theory]
    [InlineData("the leaked key is blocked, and marked", "walled", "x-api-key", Leaked, 403, "mark WAF_FILTERED")]
    [InlineData("in any spelling of the header", "walled", "X-API-Key", Leaked, 403, "mark WAF_FILTERED")]
    [InlineData("a good key goes on", "walled", "x-api-key", Good, 200, null)]
    [InlineData("an unknown key is the gateway's affair", "walled", "x-api-key", "unknown-0123456789abcdef", 403, null)]
    [InlineData("the stage without a web ACL still takes the leaked key", "open", "x-api-key", Leaked, 200, null)]
    public async Task A_web_ACL_blocks_one_key_and_lets_the_others_go_on(string because, string stage, string header, string key, int status, string? mark)
    {
        var rule = WafTemplates.Rule($"ByteMatchStatement: {{SearchString: '{Leaked}', PositionalConstraint: EXACTLY, {WafTemplates.Field("SingleHeader: {Name: x-api-key}")}}}");
        var stack = TestStack.Deploy(WafTemplates.WithStages([rule], Keys));
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Store = stack.Apis, Time = stack.Time, AccountId = "123456789012" });

        var answer = await gateway.GetAsync($"/{stage}/x", $"Host: {stack.Api.Id}.execute-api.us-east-1.amazonaws.com", $"{header}: {key}");

        Assert.True((answer.StatusCode, answer.Header("x-egress-error")) == (status, mark), $"{because}: {answer.StatusCode} {answer.Text}");
        Assert.Equal(status == 403 ? """{"message":"Forbidden"}""" : "", answer.Text);
    }
}
