using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

/// <summary>What is told of a body, with the line of the very thing and all of it at once.</summary>
public sealed class BodyRefusalTests
{
    [Fact]
    public void A_loop_in_the_body_is_refused()
    {
        var refusal = TestStack.Refusal(Bodies.Paths("Fn::ForEach::Path:\n- P\n- [a]\n- /${P}: {get: {responses: {}, x-amazon-apigateway-integration: {type: mock}}}"));

        Assert.StartsWith("t.yaml:16: found Fn::ForEach::Path in DefinitionBody, expected loops in Resources, Conditions and Outputs", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_method_that_cannot_be_honoured_is_told_at_once()
    {
        const string Paths =
            """
            /a: {get: {responses: {}, x-amazon-apigateway-integration: {type: aws_proxy}}}
            /b: {get: {responses: {}, x-amazon-apigateway-integration: {type: mock}}, put: {responses: {}}}
            /c/: {get: {responses: {}, x-amazon-apigateway-integration: {type: mock}}}
            """;

        var refusal = TestStack.Refusal($"{Bodies.Paths(Paths)}\n  Key: {{Type: 'AWS::ApiGateway::ApiKey', Properties: {{Enable: true}}}}");

        Assert.Equal(
            [
                "t.yaml:16: found 'aws_proxy' as the type of an integration", "t.yaml:17: found no x-amazon-apigateway-integration in put of the path /b", "t.yaml:18: found the path '/c/'",
                "t.yaml:19: found the key 'Enable' in Key",
            ],
            refusal.Split('\n').Select(line => line.Split(", expected")[0]));
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "t.yaml:316: found /p300, the resource 301 of the API, expected at most 300 below its root: AWS's quota; leave some out; {proxy+} serves all paths below one")]
    public void An_API_has_three_hundred_resources_at_most(int count, string? message)
    {
        var text = Bodies.Paths(string.Join('\n', Enumerable.Range(0, count).Select(index => $"/p{index}: {{get: {{responses: {{}}, x-amazon-apigateway-integration: {{type: mock}}}}}}")));

        Assert.Equal(message, message is null ? TestStack.Deploy(text).Api.Resources.Count == count + 1 ? null : "too few" : TestStack.Refusal(text));
    }

    [Theory]
    [InlineData("a condition key", "Condition: {StringEquals:\n      {'aws:SourceVpce': vpce-1,\n       'aws:Nothing': x}}", 12, "found the condition key aws:Nothing")]
    [InlineData("an operator", "Condition:\n      {StringEqual: {'aws:SourceVpce': vpce-1}}", 11, "found the operator StringEqual")]
    [InlineData("a value", "Condition: {IpAddress:\n      {'aws:SourceIp':\n        [10.0.0.0/33]}}", 11, "found the value 10.0.0.0/33")]
    [InlineData("an element", "Condition: {},\n    Resorce: x", 11, "found Resorce")]
    [InlineData("an element and its negation", "Condition: {},\n    NotAction:\n      [Invoke]", 11, "found Action and NotAction")]
    public void What_is_wrong_in_a_policy_is_told_with_its_own_line(string because, string part, int line, string found)
    {
        var policy = $"Policy: {{Statement: [{{Effect: Allow, Principal: '*', Action: '*', Resource: '*',\n    {part}}}]}}";

        var refusal = TestStack.Refusal(Bodies.Api(Bodies.Proxy, policy));

        Assert.True(refusal.StartsWith($"t.yaml:{line}: found a policy that cannot be read", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }
}
