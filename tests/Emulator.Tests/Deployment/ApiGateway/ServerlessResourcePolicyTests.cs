using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class ServerlessResourcePolicyTests
{
    private const string Paths =
        """
        /{proxy+}:
          x-amazon-apigateway-any-method: {responses: {}, x-amazon-apigateway-integration: {type: mock}}
        /a/{id}/b:
          get: {responses: {}, x-amazon-apigateway-integration: {type: mock}}
        """;

    private const string AllKinds =
        """
        Auth:
          ResourcePolicy:
            AwsAccountWhitelist: ['123456789012']
            IpRangeBlacklist: 10.1.0.0/16
            SourceVpcWhitelist: [vpc-1, vpce-2]
            IntrinsicVpceWhitelist: [!Sub 'vpce-${Three}']
            CustomStatements: {Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/own'}
        """;

    // What aws-sam-translator 1.110.0 made of the same API, its Fn::Sub of the stage resolved.
    private const string Transformed =
        """
        [{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/*/*"],"Effect":"Allow","Principal":{"AWS":["123456789012"]}},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/*/*"],"Effect":"Allow","Principal":"*"},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/*/*"],"Effect":"Deny","Condition":{"IpAddress":{"aws:SourceIp":["10.1.0.0/16"]}},"Principal":"*"},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/*/*"],"Effect":"Deny","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-1"],"aws:SourceVpce":["vpce-2","vpce-3"]}},"Principal":"*"},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/GET/a/*/b"],"Effect":"Allow","Principal":{"AWS":["123456789012"]}},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/GET/a/*/b"],"Effect":"Allow","Principal":"*"},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/GET/a/*/b"],"Effect":"Deny","Condition":{"IpAddress":{"aws:SourceIp":["10.1.0.0/16"]}},"Principal":"*"},
         {"Action":"execute-api:Invoke","Resource":["execute-api:/closed/GET/a/*/b"],"Effect":"Deny","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-1"],"aws:SourceVpce":["vpce-2","vpce-3"]}},"Principal":"*"},
         {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/own"}]
        """;

    [Fact]
    public void SAMs_lists_become_the_statements_that_SAM_makes_of_them()
    {
        var api = TestStack.Deploy($"Parameters: {{Three: {{Type: String, Default: '3'}}}}\n{Bodies.Paths(Paths, AllKinds)}").Api;

        Assert.Equal(Statements(JsonNode.Parse(Transformed)!), Statements(JsonNode.Parse(api.Policy!)!["Statement"]!));
    }

    [Fact]
    public void A_private_API_needs_no_other_policy()
    {
        var text = Bodies.Paths(Paths, "Auth: {ResourcePolicy: {IntrinsicVpceWhitelist: [vpce-1]}}").Replace("x-amazon-apigateway-policy", "x-policy", StringComparison.Ordinal);

        Assert.Contains("\"aws:SourceVpce\":[\"vpce-1\"]", TestStack.Deploy(text).Api.Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{IntrinsicVpceWhitelist: !Ref Vpces}", "found a function as IntrinsicVpceWhitelist of Auth.ResourcePolicy, expected a list: SAM takes a function's map apart")]
    [InlineData("{SourceVpcWhitelist: [vpcx-1]}", "found vpcx-1 in SourceVpcWhitelist, expected ids that begin with vpc- or vpce-: SAM drops others without a word")]
    [InlineData("{SourceVpceWhitelist: [vpce-1]}", "found the key 'SourceVpceWhitelist' in ResourcePolicy of Auth of Api, expected one of AwsAccountBlacklist")]
    [InlineData("{IpRangeWhitelist: [10.0.0.0/40]}", "found a policy that cannot be read")]
    public void What_SAM_would_break_is_refused(string policy, string found)
    {
        var refusal = TestStack.Refusal($"Parameters: {{Vpces: {{Type: CommaDelimitedList, Default: 'vpce-1'}}}}\n{Bodies.Paths(Paths, $"Auth: {{ResourcePolicy: {policy}}}")}");

        Assert.StartsWith($"t.yaml:10: {found}", refusal, StringComparison.Ordinal);
    }

    // One statement a resource, whatever their grouping, and each once.
    private static IEnumerable<string> Statements(JsonNode statements) => statements.AsArray()
        .SelectMany(statement => (statement!["Resource"] as JsonArray ?? [statement["Resource"]!.DeepClone()])
            .Select(resource => $"{statement["Effect"]} {statement["Principal"]!.ToJsonString()} {resource} {statement["Condition"]?.ToJsonString()}"))
        .Distinct()
        .Order(StringComparer.Ordinal);
}
