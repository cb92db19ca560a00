using Egress.Emulator.Gateway;

namespace Egress.Emulator.Tests.Deployment.Waf;

/// <summary>A private API with two stages, one of them behind a web ACL with the rules that a test is about.</summary>
internal static class WafTemplates
{
    public const string Metrics = "VisibilityConfig: {MetricName: m, CloudWatchMetricsEnabled: false, SampledRequestsEnabled: false}";
    public const string Transformations = "TextTransformations: [{Priority: 0, Type: NONE}]";

    /// <summary>The line on which the first rule begins; each rule is one line.</summary>
    public const int FirstRule = 8;

    private const string Stages =
        """
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties: {Name: api, EndpointConfiguration: {Types: [PRIVATE], VpcEndpointIds: [vpce-0123456789abcdef0]}, Policy: {POLICY}}
          Proxy: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: '{proxy+}'}}
          Any:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Proxy
              HttpMethod: ANY
              ApiKeyRequired: true
              AuthorizationType: NONE
              Integration: {Type: MOCK, RequestTemplates: {application/json: '{"statusCode": 200}'}, IntegrationResponses: [{StatusCode: '200'}]}
              MethodResponses: [{StatusCode: '200'}]
          Deployment: {Type: 'AWS::ApiGateway::Deployment', DependsOn: Any, Properties: {RestApiId: !Ref Api}}
          Walled: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: walled}}
          Open: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: open}}
        """;

    /// <summary>The web ACL, and whatever else a test needs.</summary>
    public static string Of(IEnumerable<string> rules, string more = "") =>
        $$$"""
        Resources:
          Acl:
            Type: AWS::WAFv2::WebACL
            Properties:
              Name: acl
              Scope: REGIONAL
              Rules:
        {{{string.Join('\n', rules.Select(rule => "        - " + rule).DefaultIfEmpty("        []"))}}}
              DefaultAction: {Allow: {}}
              {{{Metrics}}}
          Ips: {Type: 'AWS::WAFv2::IPSet', Properties: {Scope: REGIONAL, IPAddressVersion: IPV4, Addresses: [10.0.1.0/24]}}
          Patterns: {Type: 'AWS::WAFv2::RegexPatternSet', Properties: {Scope: REGIONAL, RegularExpressionList: [^/admin, ^/secret/]}}
        {{{more}}}
        """;

    /// <summary>The stage <c>walled</c> behind the web ACL, and the stage <c>open</c>.</summary>
    public static string WithStages(IEnumerable<string> rules, string more = "") => Of(
        rules,
        Stages.Replace("{POLICY}", Bodies.Policy, StringComparison.Ordinal)
            + "\n  Wall: {Type: 'AWS::WAFv2::WebACLAssociation', Properties: {WebACLArn: !GetAtt Acl.Arn, ResourceArn: !Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Walled}'}}\n"
            + more);

    public static string Rule(string statement, string action = "Block: {}", string name = "r", int priority = 1, string more = "") =>
        $"{{Name: {name}, Priority: {priority}, Action: {{{action}}}, {Metrics}, {more}Statement: {{{statement}}}}}";

    public static string Field(string field) => $"FieldToMatch: {{{field}}}, {Transformations}";

    public static ApiStage StageOf(TestStack stack, string name) => stack.Apis.FindStage(stack.Api.Id, name)!;
}
