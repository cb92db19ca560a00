using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class IntegrationReaderTests
{
    public static readonly TheoryData<string, string, string, int, string> Refused = new()
    {
        { "PutIntegration asks for a verb", "  httpMethod: ANY\n", "", 21, "found an HTTP_PROXY integration without httpMethod, expected one of ANY" },
        {
            "a uri that is no URL",
            "https://${stageVariables.host}/{proxy}",
            "${stageVariables.host}/{proxy}",
            23,
            "as the uri of an HTTP_PROXY integration, expected an http or https URL"
        },
        {
            "a uri that leads elsewhere",
            "https://${stageVariables.host}/{proxy}",
            "ftp://${stageVariables.host}/{proxy}",
            23,
            "as the uri of an HTTP_PROXY integration, expected an http or https URL"
        },
        {
            "a name and password in the uri",
            "https://${stageVariables.host}/{proxy}",
            "https://user@api.openai.com/{proxy}",
            23,
            "as the uri of an HTTP_PROXY integration, expected an http or https URL"
        },
        {
            "a port that AWS does not connect to",
            "https://${stageVariables.host}/{proxy}",
            "https://${stageVariables.host}:22/{proxy}",
            23,
            "expected the port 80, 443 or one from 1024 to 65535"
        },
        { "an integration that is not emulated", "type: http_proxy", "type: aws_proxy", 21, "found 'aws_proxy' as the type of an integration" },
        { "a VPC link that is not named", "type: http_proxy", "type: http_proxy\n  connectionType: VPC_LINK", 22, "found VPC_LINK as connectionType, without connectionId" },
        {
            "a VPC link that is named and not taken, so that the call goes out by the internet",
            "type: http_proxy",
            "type: http_proxy\n  connectionId: ${stageVariables.vpcLinkId}",
            22,
            "found INTERNET as connectionType, with connectionId"
        },
        {
            "a misspelt transfer mode",
            "httpMethod: ANY",
            "httpMethod: ANY\n  responseTransferMode: STREAMING",
            23,
            "found 'STREAMING' as responseTransferMode, expected BUFFERED or STREAM"
        },
        { "too long a timeout for a buffered answer", "httpMethod: ANY", "httpMethod: ANY\n  timeoutInMillis: 29001", 23, "expected an integer from 50 to 29000" },
        {
            "too long a timeout for a streamed one",
            "httpMethod: ANY",
            "httpMethod: ANY\n  responseTransferMode: STREAM\n  timeoutInMillis: 900001",
            24,
            "expected an integer from 50 to 900000"
        },
        { "too short a timeout", "httpMethod: ANY", "httpMethod: ANY\n  timeoutInMillis: 49", 23, "expected an integer from 50 to 29000" },
        { "a misspelt key", "httpMethod: ANY", "httpMethod: ANY\n  timeout: 1000", 23, "found the key 'timeout'" },
        { "a misspelt extension", "responses: {}", "x-amazon-apigateway-integraton: {}", 19, "found x-amazon-apigateway-integraton" },
        { "no integration at all", "x-amazon-apigateway-integration", "x-integration", 18, "found no x-amazon-apigateway-integration" },
        {
            "a source that the method does not declare",
            "method.request.path.proxy}",
            "method.request.path.other}",
            24,
            "found method.request.path.other, expected a parameter that the method declares"
        },
        { "a mapping to nowhere", "{integration.request.path.proxy", "{integration.response.path.proxy", 24, "found the mapping expression integration.response.path.proxy" },
        { "a mapping from nowhere", "method.request.path.proxy}", "proxy}", 24, "found the mapping expression proxy" },
        { "TLS that believes anything", "httpMethod: ANY", "httpMethod: ANY\n  tlsConfig: {insecureSkipVerification: true}", 23, "found tlsConfig" },
        { "a conversion that is not emulated", "httpMethod: ANY", "httpMethod: ANY\n  contentHandling: CONVERT_TO_BINARY", 23, "found 'CONVERT_TO_BINARY' as contentHandling" },
        { "a validator that is not declared", "responses: {}", "x-amazon-apigateway-request-validator: params", 19, "found the request validator params" },
        { "a security scheme that is not declared", "responses: {}", "security: [{key: []}]", 19, "found the security scheme key" },
        { "IAM", "responses: {}", "x-amazon-apigateway-auth: {type: AWS_IAM}", 19, "found x-amazon-apigateway-auth" },
        { "a parameter in an odd place", "in: path", "in: paths", 18, "found 'paths' as the place of a parameter" },
        { "a reference to nowhere", "{name: proxy, in: path, required: true}", "{$ref: '#/components/parameters/proxy'}", 18, "found $ref #/components/parameters/proxy" },
        {
            "E-32: a path that can become part of the host",
            "https://${stageVariables.host}/{proxy}",
            "https://${stageVariables.host}{proxy}",
            23,
            "which the caller's path goes into"
        },
        { "E-32: a path that is the host", "https://${stageVariables.host}/{proxy}", "https://{proxy}/", 23, "which the caller's path goes into" },
        { "E-33: every path reaches the same one", "https://${stageVariables.host}/{proxy}", "https://${stageVariables.host}/", 23, "expected {proxy} in it" },
        { "E-34: every verb becomes GET", "httpMethod: ANY", "httpMethod: GET", 23, "found GET to the upstream behind the method ANY" },
        { "E-25: an address as host", "https://${stageVariables.host}/{proxy}", "http://169.254.169.254/{proxy}", 23, "found the upstream host '169.254.169.254', an address" },
        {
            "E-30: a name that no public resolver has",
            "https://${stageVariables.host}/{proxy}",
            "http://metadata.google.internal/{proxy}",
            23,
            "found the upstream host 'metadata.google.internal', a name that is reserved"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_AWS_refuses_or_would_regret_is_refused_with_its_line(string because, string good, string bad, int line, string found)
    {
        Assert.Contains(good, Bodies.Proxy, StringComparison.Ordinal);
        var refusal = TestStack.Refusal(Bodies.Api(Bodies.Proxy.Replace(good, bad, StringComparison.Ordinal)));

        Assert.True(refusal.StartsWith($"t.yaml:{line}: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Theory]
    [InlineData("by another name", "{rest}", "integration.request.path.rest", true)]
    [InlineData("in the query", "", "integration.request.querystring.path", true)]
    [InlineData("in a header", "", "integration.request.header.X-Path", true)]
    [InlineData("by a name that the uri lacks", "", "integration.request.path.rest", false)]
    public void The_callers_path_may_reach_the_upstream_in_other_ways(string because, string path, string target, bool isTaken)
    {
        var operation = Bodies.Proxy.Replace("/{proxy}", $"/{path}", StringComparison.Ordinal).Replace("integration.request.path.proxy", target, StringComparison.Ordinal);

        var refusal = Record.Exception(() => TestStack.Of(Bodies.Api(operation)).Start());

        Assert.True(refusal is null == isTaken, $"{because}: {refusal?.Message}");
    }
}
