using Egress.Emulator.Gateway;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

/// <summary>What a stage is, wherever the template says it: in the API, in a stage of its own, in the deployment.</summary>
public sealed class StageRulesTests
{
    private const string Canary = "{PercentTraffic: 12.5, StageVariableOverrides: {host: canary.example.com}, UseStageCache: true}";

    public static readonly TheoryData<string, string> Canaries = new()
    {
        { "of SAM's API", Bodies.Api(Bodies.Proxy, $"Variables: {{host: api.openai.com}}\nCanarySetting: {Canary}") },
        { "of a stage", Plain($"Stage: {{Type: 'AWS::ApiGateway::Stage', Properties: {{RestApiId: !Ref Api, DeploymentId: !Ref D, StageName: s, CanarySetting: {WithDeployment()}}}}}") },
        { "of a deployment", Plain("", $"StageName: s, DeploymentCanarySettings: {Canary}") },
        { "of a deployment's stage", Plain("", $"StageName: s, StageDescription: {{CanarySetting: {Canary}}}") },
    };

    public static readonly TheoryData<string, string, string> Paths = new()
    {
        { "all", "/*", "*/*" },
        { "all, without the slash", "*", "*/*" },
        { "the root", "/", "//*" },
        { "as CloudFormation documents it", "/~1a~1{b+}", "/a/{b+}/*" },
        { "as SAM's examples have it", "/a/{b+}", "/a/{b+}/*" },
        { "as UpdateStage has it", "~1a~1~01", "/a/~1/*" },
        { "without any slash at its begin", "a", "/a/*" },
    };

    public static readonly TheoryData<string, string> Refused = new()
    {
        { "CanarySetting: {PercentTraffic: 101}", "found '101' as PercentTraffic, expected 0 to 100 per cent" },
        { "CanarySetting: {PercentTraffic: -1}", "found '-1' as PercentTraffic of CanarySetting of Api, expected a number that is not negative" },
        { "CanarySetting: {Percent: 1}", "found the key 'Percent' in CanarySetting of Api" },
        { "CanarySetting: {DeploymentId: abc}", "found 'abc' as the deployment of a canary, expected a deployment of test" },
        { "CanarySetting: {StageVariableOverrides: {host: 10.0.0.1}}", "found the upstream host '10.0.0.1', an address" },
        { "CanarySetting: {StageVariableOverrides: {a: 'b c'}}", "found 'b c' as the stage variable a" },
        { "MethodSettings: [{HttpMethod: FETCH}]", "found 'FETCH' as HttpMethod of an item of MethodSettings of Api" },
    };

    [Theory]
    [MemberData(nameof(Canaries))]
    public void A_canary_is_as_the_template_says(string because, string text)
    {
        var canary = Assert.Single(TestStack.Deploy(text).Stack.Stages).Canary!;

        Assert.True((12.5, true, "canary.example.com") == (canary.PercentTraffic, canary.UsesStageCache, canary.StageVariableOverrides["host"]), because);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_path_of_a_method_setting_may_be_written_in_any_of_its_forms(string because, string written, string method)
    {
        var stack = TestStack.Deploy(Bodies.Api(Bodies.Proxy, $"MethodSettings: [{{ResourcePath: '{written}', HttpMethod: '*', ThrottlingRateLimit: 2}}, {{ResourcePath: '{written}', HttpMethod: get}}]"));

        Assert.Equal([method, method[..^1] + "GET"], Assert.Single(stack.Stack.Stages).MethodSettings.Keys);
        Assert.True((method != "*/*") == stack.Stack.Notes.Contains($"the stage closed: the method settings of {method} have no effect here; AWS documents */* and single methods"), because);
    }

    [Fact]
    public void A_deployment_may_describe_its_stage()
    {
        var stage = Assert.Single(TestStack.Deploy(Plain(
            "",
            "StageName: s, Description: of the deployment, StageDescription: {Description: of the stage, ThrottlingRateLimit: 7, ThrottlingBurstLimit: 8, LoggingLevel: ERROR, TracingEnabled: true, "
            + "Variables: {a: b}, MethodSettings: [{ResourcePath: /a, HttpMethod: GET, ThrottlingBurstLimit: 1}], AccessLogSetting: {Format: $context.requestId}, Tags: [{Key: k, Value: v}]}")).Stack.Stages);

        Assert.Equal(("of the stage", true, "b", "v", "$context.requestId"), (stage.Description, stage.IsTraced, stage.Variables["a"], stage.Tags["k"], stage.AccessLogFormat));
        Assert.Equal(new ThrottleLimit(7, 8), stage.MethodThrottles["*/*"]);
        Assert.Equal("ERROR", stage.MethodSettings["*/*"].LoggingLevel);
        Assert.Equal(1, stage.MethodThrottles["/a/GET"].Burst);
    }

    [Fact]
    public void A_deployment_s_own_description_is_not_its_stage_s()
    {
        Assert.Null(Assert.Single(TestStack.Deploy(Plain("", "StageName: s, Description: of the deployment")).Stack.Stages).Description);
    }

    [Theory]
    [InlineData("StageDescription: {Description: d}", "found what a stage should be, without a stage in D, expected StageName beside it")]
    [InlineData("DeploymentCanarySettings: {}", "found what a stage should be, without a stage in D, expected StageName beside it")]
    [InlineData("StageName: s, StageDescription: {RestApiId: x}", "found the key 'RestApiId' in StageDescription of D")]
    public void A_description_that_describes_nothing_is_refused(string properties, string found)
    {
        Assert.StartsWith($"t.yaml:4: {found}", TestStack.Refusal(Plain("", properties)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Settings_that_AWS_does_not_take_are_refused(string property, string found)
    {
        Assert.StartsWith($"t.yaml:9: {found}", TestStack.Refusal(Bodies.Api(Bodies.Proxy, property)), StringComparison.Ordinal);
    }

    private static string WithDeployment() => Canary.Replace("{Percent", "{DeploymentId: !Ref D, Percent", StringComparison.Ordinal);

    private static string Plain(string more, string deployment = "Description: d") =>
        $$$$"""
        Resources:
          Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: plain}}
          M: {Type: 'AWS::ApiGateway::Method', Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, Integration: {Type: MOCK}}}
          D: {Type: 'AWS::ApiGateway::Deployment', DependsOn: M, Properties: {RestApiId: !Ref Api, {{{{deployment}}}}}}
          {{{{more}}}}
        """;
}
