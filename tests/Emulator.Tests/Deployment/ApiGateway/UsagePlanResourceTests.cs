using Egress.Emulator.Gateway;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class UsagePlanResourceTests
{
    private const string Value = "abcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void A_key_in_a_plan_opens_the_plans_stage()
    {
        var stack = TestStack.Deploy(Text("Enabled: true, Name: k, Value: " + Value, "Throttle: {RateLimit: 0.5, BurstLimit: 2}, Quota: {Limit: 9, Period: week, Offset: 6}"));

        var grant = stack.Apis.Nodes.Pick().Find(stack.Api.Id, "closed", Value);
        Assert.Equal(new ThrottleLimit(0.5, 2), grant?.Throttle);
        Assert.Equal(new QuotaLimit(9, "WEEK", 6), grant?.Quota);
        Assert.Equal(new ThrottleLimit(1, 1), grant?.MethodThrottles["/a/GET"]);
        Assert.Equal($"{stack.Stack.PhysicalIds["Key"]}:{stack.Stack.PhysicalIds["Plan"]}", stack.Stack.PhysicalIds["Grant"]);
    }

    [Fact]
    public void A_key_is_disabled_unless_told_otherwise()
    {
        var stack = TestStack.Deploy(Text("Value: " + Value, "Description: d"));

        Assert.False(Assert.Single(stack.Apis.Keys).Enabled);
        Assert.Null(stack.Apis.Nodes.Pick().Find(stack.Api.Id, "closed", Value));
    }

    [Theory]
    [InlineData("Value: short", "Description: d", "a refusal of AWS::ApiGateway::ApiKey Key (BadRequestException")]
    [InlineData("StageKeys: [{Stage: a}]", "Description: d", "found the key 'Stage' in an item of StageKeys of Key")]
    [InlineData("Enabled: maybe", "Description: d", "found 'maybe' as Enabled of Key, expected true or false")]
    [InlineData("Enabled: true", "Quota: {Limit: 9}", "found no Period in Quota of Plan")]
    [InlineData("Enabled: true", "Quota: {Limit: 9, Period: YEAR}", "found 'YEAR' as Period of Quota of Plan, expected one of DAY, MONTH, WEEK")]
    [InlineData("Enabled: true", "Quota: {Limit: 9, Period: DAY, Offset: 10}", "a refusal of AWS::ApiGateway::UsagePlan Plan (BadRequestException: Invalid quota offset 10")]
    [InlineData("Enabled: true", "Throttle: {Rate: 1}", "found the key 'Rate' in Throttle of Plan")]
    [InlineData("Enabled: true", "Throttle: {RateLimit: fast}", "found 'fast' as RateLimit of Throttle of Plan, expected a number")]
    public void What_AWS_does_not_take_is_refused(string key, string plan, string found)
    {
        Assert.Contains(found, TestStack.Refusal(Text(key, plan)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_a_stage_that_does_not_exist_is_refused()
    {
        var refusal = TestStack.Refusal(Text("Enabled: true", "Description: d").Replace("Stage: !Ref Api.Stage", "Stage: open", StringComparison.Ordinal));

        Assert.Contains("found a refusal of AWS::ApiGateway::UsagePlan Plan", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_twice_in_a_plan_is_refused_with_its_line()
    {
        const string stage = "{ApiId: !Ref Api, Stage: !Ref Api.Stage}";
        var text = Text("Enabled: true", "Description: d").Replace("ApiStages: [", $"ApiStages: [{stage}, ", StringComparison.Ordinal);

        var refusal = TestStack.Refusal(text);

        Assert.Matches(@"^t\.yaml:[0-9]+", refusal);
        Assert.Contains("a refusal of AWS::ApiGateway::UsagePlan Plan (ConflictException", refusal, StringComparison.Ordinal);
    }

    private static string Text(string key, string plan) =>
        $$"""
        {{Bodies.Api(Bodies.Proxy)}}
          Key: {Type: 'AWS::ApiGateway::ApiKey', Properties: { {{key}} } }
          Plan:
            Type: AWS::ApiGateway::UsagePlan
            Properties: {ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage, Throttle: {/a/GET: {RateLimit: 1, BurstLimit: 1} } }], {{plan}} }
          Grant: {Type: 'AWS::ApiGateway::UsagePlanKey', Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan} }
        """;
}
