using Egress.Emulator.ControlPlane.ApiGateway;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class ServerlessApiResourceTests
{
    [Fact]
    public void Auth_asks_every_method_for_a_key()
    {
        Assert.True(TestStack.Deploy(Bodies.Api($"{Bodies.Proxy}\nsecurity: []", "Auth: {ApiKeyRequired: true}")).Method("/{proxy+}").ApiKeyRequired);
    }

    [Fact]
    public void Without_an_OpenApiVersion_there_is_a_stray_stage()
    {
        var text = Bodies.Api(Bodies.Proxy);

        var without = text.Replace("OpenApiVersion: 3.0.1", "TracingEnabled: true", StringComparison.Ordinal);

        Assert.Equal(["closed"], TestStack.Deploy(text).Stack.Stages.Select(stage => stage.Name));
        Assert.Equal(["closed", "Stage"], TestStack.Deploy(without).Stack.Stages.Select(stage => stage.Name));
    }

    [Fact]
    public void Its_stage_and_deployment_can_be_referred_to()
    {
        var stack = TestStack.Deploy(
            $$"""
            {{Bodies.Api(Bodies.Proxy)}}
              More:
                Type: AWS::ApiGateway::Stage
                Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Api.Deployment, StageName: more}
            Outputs:
              Stage: {Value: !Ref Api.Stage}
              InText: {Value: !Sub '${Api.Stage}/${Api.RootResourceId}'}
              Root: {Value: !GetAtt Api.RootResourceId}
              Deployment: {Value: !Ref Api.Deployment}
            """);

        Assert.Equal(["closed", "more"], stack.Stack.Stages.Select(stage => stage.Name));
        Assert.Equal("closed", stack.Stack.Outputs["Stage"]);
        Assert.All(stack.Stack.Stages, stage => Assert.Equal(stack.Stack.Outputs["Deployment"], (string?)StageJson.Of(stage)["deploymentId"])); // as the management API shows it
        Assert.Equal(stack.Api.Resources[0].Id, stack.Stack.Outputs["Root"]);
        Assert.Equal($"closed/{stack.Stack.Outputs["Root"]}", stack.Stack.Outputs["InText"]);
    }

    [Theory]
    [InlineData("a literal", "closed", "", "ApiclosedStage")]
    [InlineData("a function, computed before SAM reads it", "!Ref Name", "", "ApiclosedStage")]
    [InlineData("a function that SAM reads", "!Ref Name", "AWS::LanguageExtensions, ", "ApiStage")]
    public void The_stage_that_SAM_makes_has_a_logical_id(string because, string name, string without, string logicalId)
    {
        var text = Bodies.Api(Bodies.Proxy).Replace("StageName: closed", $"StageName: {name}", StringComparison.Ordinal);
        var transforms = without.Length == 0 ? text : text.Replace(without, "", StringComparison.Ordinal);

        var stack = TestStack.Deploy(
            $$$$"""
            Parameters: {Name: {Type: String, Default: closed}}
            {{{{transforms}}}}
              After: {Type: 'AWS::SNS::Topic', DependsOn: {{{{logicalId}}}}}
            Outputs:
              Stage: {Value: !Ref {{{{logicalId}}}}}
            """);

        Assert.True(stack.Stack.Outputs["Stage"] == "closed", because);
    }

    [Theory]
    [InlineData("!Ref Api.Stages", "found Ref Api.Stages, expected one of Stage, Deployment")]
    [InlineData("!GetAtt Api.Stage", "found Fn::GetAtt Api.Stage, expected one of RootResourceId, RestApiId")]
    public void Other_names_are_refused(string reference, string found)
    {
        var refusal = TestStack.Refusal($"{Bodies.Api(Bodies.Proxy)}\nOutputs: {{O: {{Value: {reference}}}}}");

        Assert.Contains(found, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09", "as SecurityPolicy without EndpointAccessMode, expected TLS_1_2, or EndpointAccessMode BASIC or STRICT beside it")]
    [InlineData("SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09\nEndpointAccessMode: LOOSE", "found 'LOOSE' as EndpointAccessMode of")]
    public void A_security_policy_of_the_new_kind_needs_an_access_mode(string properties, string found)
    {
        Assert.Contains(found, TestStack.Refusal(Bodies.Api(Bodies.Proxy, properties)), StringComparison.Ordinal);
        Assert.NotNull(TestStack.Deploy(Bodies.Api(Bodies.Proxy, "SecurityPolicy: SecurityPolicy_TLS13_1_3_2025_09\nEndpointAccessMode: STRICT")).Api);
        Assert.NotNull(TestStack.Deploy(Bodies.Api(Bodies.Proxy, "SecurityPolicy: TLS_1_2")).Api);
    }

    [Fact]
    public void Gateway_responses_may_be_written_SAMs_way()
    {
        var api = TestStack.Deploy(Bodies.Api(
            Bodies.Proxy, "GatewayResponses: {THROTTLED: {StatusCode: 503, ResponseParameters: {Headers: {x-e: \"'t'\"}}, ResponseTemplates: {application/json: '{}'}}}")).Api;

        Assert.Equal("503", api.GatewayResponses["THROTTLED"].StatusCode);
        Assert.Equal("'t'", api.GatewayResponses["THROTTLED"].ResponseParameters["gatewayresponse.header.x-e"]);
    }

    [Fact]
    public void The_stage_takes_the_settings_of_the_api()
    {
        var stage = TestStack.Deploy(Bodies.Api(
            Bodies.Proxy,
            """
            Variables: {host: api.openai.com}
            AccessLogSetting: {DestinationArn: arn, Format: '$context.requestId'}
            MethodSettings:
              - {ResourcePath: '/*', HttpMethod: '*', MetricsEnabled: true, ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20}
              - {ResourcePath: '/~1a~1b', HttpMethod: GET, ThrottlingRateLimit: 0.5, ThrottlingBurstLimit: 1}
            Tags: {team: a}
            """)).Stack.Stages[0];

        Assert.Equal("api.openai.com", stage.Variables["host"]);
        Assert.Equal("$context.requestId", stage.AccessLogFormat);
        Assert.Equal((10, 20), (stage.MethodThrottles["*/*"].RatePerSecond, stage.MethodThrottles["*/*"].Burst));
        Assert.Equal((0.5, 1), (stage.MethodThrottles["/a/b/GET"].RatePerSecond, stage.MethodThrottles["/a/b/GET"].Burst));
        Assert.Equal("a", stage.Tags["team"]);
    }

    public static readonly TheoryData<string, string, string> Refused = new()
    {
        { "CORS would add methods", "Cors: \"'*'\"", "found Cors in Api" },
        { "an authorizer", "Auth: {Authorizers: {A: {}}}", "found Authorizers in Auth of Api" },
        { "an endpoint that is off", "DisableExecuteApiEndpoint: true", "found 'true' as DisableExecuteApiEndpoint" },
        { "a misspelt property", "Stagename: x", "found the key 'Stagename' in Api" },
        {
            "a log without an id",
            "AccessLogSetting: {DestinationArn: arn, Format: '$context.status'}",
            "as the format of an access log, expected one line that contains $context.requestId"
        },
        { "a log of two lines", "AccessLogSetting: {DestinationArn: arn, Format: \"$context.requestId\\n$context.status\"}", "as the format of an access log" },
        { "E-32: a variable that is more than a host", "Variables: {host: api.openai.com/x}", "found the upstream host 'api.openai.com/x', no bare host name" },
        { "E-32: a variable that ends the host", "Variables: {host: 'api.openai.com#'}", "found the upstream host 'api.openai.com#'" },
        { "E-25: an address", "Variables: {host: 10.0.0.1}", "found the upstream host '10.0.0.1', an address" },
        { "E-30: this machine", "Variables: {host: localhost}", "found the upstream host 'localhost', no bare host name" },
        { "E-35: a pattern", "Variables: {host: '*.openai.com'}", "found '*.openai.com' as the stage variable host" },
        { "a variable with a space", "Variables: {host: 'a b'}", "found 'a b' as the stage variable host" },
        {
            "a policy that nobody understands",
            "Policy: {Statement: [{Effect: Allow, Principal: '*', Action: '*', Resource: '*', Condition: {StringEqual: {'aws:SourceVpc': x}}}]}",
            "found a policy that cannot be read"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_emulator_cannot_honour_is_refused(string because, string property, string found)
    {
        var refusal = TestStack.Refusal(Bodies.Api(Bodies.Proxy, property));

        Assert.True(refusal.StartsWith("t.yaml:9: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void A_host_that_is_connected_elsewhere_may_be_private()
    {
        var stack = TestStack.Of(Bodies.Api(Bodies.Proxy, "Variables: {host: upstream.test}"));
        stack = stack.Connected("upstream.test");

        stack.Start();

        Assert.Equal("upstream.test", stack.Stack.Stages[0].Variables["host"]);
    }

    [Theory]
    [InlineData("{Type: PRIVATE}", "{Type: REGIONAL, VPCEndpointIds: [vpce-0123456789abcdef0]}", "found VPC endpoints of a REGIONAL API")]
    [InlineData("{Type: PRIVATE}", "{Type: PRIVATE, IpAddressType: ipv4}", "expected dualstack")]
    [InlineData("{Type: PRIVATE}", "SECRET", "expected one of EDGE, PRIVATE, REGIONAL")]
    [InlineData("StageName: closed", "StageName: api.openai.com", "found the stage name 'api.openai.com'")]
    [InlineData("x-amazon-apigateway-policy", "x-policy", "found a deployment of test, a private API without a resource policy")]
    [InlineData("openapi: 3.0.1", "openapi: '4.0'", "found a body of version '4.0'")]
    public void What_AWS_would_not_deploy_is_refused(string good, string bad, string found)
    {
        var refusal = TestStack.Refusal(Bodies.Api(Bodies.Proxy).Replace(good, bad, StringComparison.Ordinal));

        Assert.Contains(found, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_API_needs_no_policy()
    {
        var text = Bodies.Api(Bodies.Proxy).Replace("{Type: PRIVATE}", "REGIONAL", StringComparison.Ordinal);

        var stack = TestStack.Deploy(text.Replace("x-amazon-apigateway-policy", "x-policy", StringComparison.Ordinal));

        Assert.Equal(("REGIONAL", null), (stack.Api.EndpointType, stack.Api.Policy));
    }
}
