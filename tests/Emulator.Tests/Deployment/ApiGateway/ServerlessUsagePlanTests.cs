using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class ServerlessUsagePlanTests
{
    // Logical ids, types and properties as aws-sam-translator 1.110.0 makes them of Auth.UsagePlan.
    [Fact]
    public void SAM_makes_a_plan_a_key_and_ties_both_for_an_API_that_asks()
    {
        var stack = TestStack.Deploy(
            Bodies.Api(
                Bodies.Proxy,
                """
                Auth:
                  ApiKeyRequired: true
                  UsagePlan: {CreateUsagePlan: PER_API, UsagePlanName: gold, Quota: {Limit: 5, Period: DAY}, Throttle: {RateLimit: 3, BurstLimit: 4}}
                """)
            + "\nOutputs: {Key: {Value: !Ref ApiApiKey}, Plan: {Value: !Ref ApiUsagePlan}, Tie: {Value: !Ref ApiUsagePlanKey}, Short: {Value: !Ref Api.ApiKey}}");

        var plan = Assert.Single(stack.Apis.Plans);
        Assert.Equal(("gold", 5, 3, 4), (plan.Name, plan.Quota!.Limit, plan.Throttle!.RatePerSecond, plan.Throttle.Burst));
        Assert.Equal((stack.Api.Id, "closed"), (Assert.Single(plan.ApiStages).ApiId, plan.ApiStages[0].StageName));
        Assert.True(stack.Apis.FindKey(stack.Stack.Outputs["Key"])!.Enabled);
        Assert.Equal(plan.Id, stack.Stack.Outputs["Plan"]);
        Assert.Equal($"{stack.Stack.Outputs["Key"]}:{plan.Id}", stack.Stack.Outputs["Tie"]);
        Assert.Equal(stack.Stack.Outputs["Key"], stack.Stack.Outputs["Short"]);
    }

    [Fact]
    public void One_plan_serves_all_APIs_that_share_it()
    {
        var one = Bodies.Api(Bodies.Proxy, "Auth: {UsagePlan: {CreateUsagePlan: SHARED}}");
        var other = one[one.IndexOf("  Api:", StringComparison.Ordinal)..].Replace("  Api:", "  Other:", StringComparison.Ordinal);

        var stack = TestStack.Deploy($"{one}\n{other}\nOutputs: {{Key: {{Value: !Ref ServerlessApiKey}}}}");

        Assert.Equal(stack.Stack.RestApis.Select(api => api.Id), Assert.Single(stack.Apis.Plans).ApiStages.Select(stage => stage.ApiId));
    }

    [Fact]
    public void None_makes_none()
    {
        Assert.Empty(TestStack.Deploy(Bodies.Api(Bodies.Proxy, "Auth: {UsagePlan: {CreateUsagePlan: NONE}}")).Apis.Plans);
    }

    [Theory]
    [InlineData("{}", "found no CreateUsagePlan in the UsagePlan of Api")]
    [InlineData("{CreateUsagePlan: PER_STAGE}", "found 'PER_STAGE' as CreateUsagePlan, expected PER_API, SHARED or NONE")]
    [InlineData("{CreateUsagePlan: PER_API, Quotas: {}}", "found the key 'Quotas' in the UsagePlan of Api")]
    [InlineData("{CreateUsagePlan: PER_API, Quota: {Limit: 5}}", "found no Period in Quota of ApiUsagePlan")]
    public void A_plan_that_SAM_would_not_make_is_refused(string plan, string found)
    {
        Assert.StartsWith($"t.yaml:9: {found}", TestStack.Refusal(Bodies.Api(Bodies.Proxy, $"Auth: {{UsagePlan: {plan}}}")), StringComparison.Ordinal);
    }
}
