using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::RestApi, Resource, Method, Deployment and Stage: what SAM writes in one resource.</summary>
public sealed class RestApiResourceTests
{
    private const string Text =
        $$$"""
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              Name: plain
              EndpointConfiguration: {Types: [PRIVATE], VpcEndpointIds: [vpce-0123456789abcdef0]}
              Policy: {{{Bodies.Policy}}}
              BinaryMediaTypes: ['*/*']
          A:
            Type: AWS::ApiGateway::Resource
            Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: a}
          Proxy:
            Type: AWS::ApiGateway::Resource
            Properties: {RestApiId: !Ref Api, ParentId: !Ref A, PathPart: '{proxy+}'}
          Validator:
            Type: AWS::ApiGateway::RequestValidator
            Properties: {RestApiId: !Ref Api, ValidateRequestParameters: true}
          Throttled:
            Type: AWS::ApiGateway::GatewayResponse
            Properties: {RestApiId: !Ref Api, ResponseType: THROTTLED, StatusCode: '503', ResponseParameters: {gatewayresponse.header.x: "'t'"} }
          Method:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Proxy
              HttpMethod: ANY
              AuthorizationType: NONE
              ApiKeyRequired: true
              RequestParameters: {method.request.path.proxy: true, method.request.header.x-a: true}
              RequestValidatorId: !Ref Validator
              RequestModels: {}
              Integration:
                Type: HTTP_PROXY
                IntegrationHttpMethod: ANY
                Uri: https://${stageVariables.host}/{proxy}
                RequestParameters: {integration.request.path.proxy: method.request.path.proxy}
                ResponseTransferMode: STREAM
                TimeoutInMillis: 60000
          Root:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !GetAtt Api.RootResourceId
              HttpMethod: GET
              Integration:
                Type: MOCK
                RequestTemplates: {application/json: '{"statusCode":200}'}
                IntegrationResponses: [{StatusCode: 200, SelectionPattern: '2\d{2}', ResponseParameters: {method.response.header.x-mark: "'m'"} }]
              MethodResponses: [{StatusCode: 200, ResponseParameters: {method.response.header.x-mark: true}}]
          Deployment:
            Type: AWS::ApiGateway::Deployment
            DependsOn: [Method, Root]
            Properties: {RestApiId: !Ref Api}
          Stage:
            Type: AWS::ApiGateway::Stage
            Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: one, Variables: {host: api.openai.com}}
        """;

    public static readonly TheoryData<string, string, string, string> Refused = new()
    {
        { "a parent that is no resource", "ParentId: !Ref A", "ParentId: abc123", "found the parent abc123 in Proxy, expected a resource of plain" },
        {
            "an API that is none",
            "Type: AWS::ApiGateway::RequestValidator\n    Properties: {RestApiId: !Ref Api",
            "Type: AWS::ApiGateway::RequestValidator\n    Properties: {RestApiId: abc123",
            "found abc123 as RestApiId of Validator"
        },
        { "a resource that is none", "ResourceId: !Ref Proxy", "ResourceId: abc123", "found the resource abc123 in Method" },
        { "a validator that is none", "RequestValidatorId: !Ref Validator", "RequestValidatorId: abc123", "found the validator abc123 in Method" },
        { "an authorizer", "AuthorizationType: NONE", "AuthorizationType: AWS_IAM", "found AuthorizationType AWS_IAM in Method" },
        { "no integration", "Integration:\n        Type: HTTP_PROXY", "Integration_:\n        Type: HTTP_PROXY", "found the key 'Integration_' in Method" },
        { "an unknown verb", "HttpMethod: GET", "HttpMethod: FETCH", "found 'FETCH' as HttpMethod of Root" },
        { "a second path of one name", "ParentId: !Ref A, PathPart: '{proxy+}'", "ParentId: !GetAtt Api.RootResourceId, PathPart: a", "found the path /a a second time in Proxy" },
        { "a deployment of another API", "DeploymentId: !Ref Deployment", "DeploymentId: abc123", "found the deployment abc123 in Stage, expected a deployment of plain" },
        { "a private API without a policy", "Policy: {", "Description: x # {", "found a deployment of plain, a private API without a resource policy" },
        { "a misspelt response type", "ResponseType: THROTTLED", "ResponseType: TROTTLED", "found the gateway response TROTTLED" },
        { "an odd endpoint type", "Types: [PRIVATE]", "Types: [SECRET]", "found a list as the endpoint type" },
        { "the whole of a misspelt integration", "TimeoutInMillis: 60000", "timeoutInMillis: 60000", "found the key 'timeoutInMillis' in Integration of Method" },
        {
            "a body to validate",
            "ValidateRequestParameters: true",
            "ValidateRequestBody: true",
            "found a body to validate in Method, expected a validator with ValidateRequestBody false"
        },
        { "a status twice", "MethodResponses: [", "MethodResponses: [{StatusCode: '200'}, ", "found the StatusCode 200 a second time in MethodResponses of Root" },
        { "a tag twice", "Name: plain", "Name: plain\n      Tags: [{Key: a, Value: b}, {Key: a, Value: c}]", "found the Key a a second time in Tags of Api" },
    };

    [Fact]
    public void An_API_made_of_parts_is_whole()
    {
        var stack = TestStack.Deploy(Text);

        Assert.Equal(("plain", "PRIVATE"), (stack.Api.Name, stack.Api.EndpointType));
        Assert.Equal(["/", "/a", "/a/{proxy+}"], stack.Api.Resources.Select(resource => resource.Path));
        Assert.Equal(stack.Stack.PhysicalIds["A"], stack.Api.Resources[1].Id);
        var method = stack.Method("/a/{proxy+}");
        Assert.True(method is { ApiKeyRequired: true, ValidatesParameters: true, Integration.IsStreamed: true });
        Assert.Equal(TimeSpan.FromMinutes(1), method.Integration.Timeout);
        var response = Assert.Single(stack.Method("/", "GET").Integration.Responses);
        Assert.Equal(("2\\d{2}", "200", "'m'"), (response.SelectionPattern, response.StatusCode, response.ResponseParameters["method.response.header.x-mark"]));
        Assert.Equal("503", stack.Api.GatewayResponses["THROTTLED"].StatusCode);
        Assert.Equal("api.openai.com", Assert.Single(stack.Stack.Stages).Variables["host"]);
        Assert.Empty(stack.Stack.Notes);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_fit_together_is_refused(string because, string good, string bad, string found)
    {
        Assert.Contains(good, Text, StringComparison.Ordinal);
        var refusal = TestStack.Refusal(Text.Replace(good, bad, StringComparison.Ordinal));

        Assert.True(refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void A_method_that_its_deployment_does_not_wait_for_is_there_and_noted()
    {
        var stack = TestStack.Deploy(Text.Replace("DependsOn: [Method, Root]", "DependsOn: Root", StringComparison.Ordinal));

        Assert.NotNull(stack.Method("/a/{proxy+}"));
        Assert.Contains("the deployment Deployment may miss Method", Assert.Single(stack.Stack.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_without_methods_is_refused()
    {
        var refusal = TestStack.Refusal(
            """
            Resources:
              Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: plain}}
              Deployment: {Type: 'AWS::ApiGateway::Deployment', Properties: {RestApiId: !Ref Api, StageName: one}}
            """);

        Assert.StartsWith("t.yaml:3: found a deployment of plain, which has no methods", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_may_bring_its_stage()
    {
        var stack = TestStack.Deploy(Text.Replace("Properties: {RestApiId: !Ref Api}\n", "Properties: {RestApiId: !Ref Api, StageName: own}\n", StringComparison.Ordinal));

        Assert.Equal(["own", "one"], stack.Stack.Stages.Select(stage => stage.Name));
    }

    [Fact]
    public void A_body_makes_the_whole_API()
    {
        var stack = TestStack.Deploy(
            $$$"""
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Parameters: {endpointConfigurationTypes: REGIONAL}
                  Body:
                    swagger: '2.0'
                    info: {title: body}
                    securityDefinitions: {api_key: {type: apiKey, name: x-api-key, in: header} }
                    paths: {/: {get: {security: [{api_key: []}], responses: {}, x-amazon-apigateway-integration: {type: MOCK} } } }
            """);

        Assert.Equal(("body", "REGIONAL"), (stack.Api.Name, stack.Api.EndpointType));
        Assert.True(stack.Method("/", "GET").ApiKeyRequired);
    }

    [Fact]
    public void More_stages_than_usual_are_noted()
    {
        var stages = string.Concat(Enumerable.Range(1, 10).Select(index =>
            $"  Stage{index}: {{Type: 'AWS::ApiGateway::Stage', Properties: {{RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: s{index}}}}}\n"));

        Assert.Equal("plain has more than 10 stages: on AWS that needs a raised quota", Assert.Single(TestStack.Deploy($"{Text}\n{stages}").Stack.Notes));
    }
}
