using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class IntegrationResponseReaderTests
{
    [Fact]
    public void A_mock_answers_by_status()
    {
        var stack = TestStack.Deploy(Bodies.Paths(
            """
            /-/probe:
              get:
                responses: {'200': {description: ok, headers: {x-mark: {schema: {type: string}}}}, '500': {description: bad}}
                x-amazon-apigateway-integration:
                  type: mock
                  passthroughBehavior: never
                  requestTemplates: {application/json: '{"statusCode":200}'}
                  responses:
                    default: {statusCode: '200', responseParameters: {method.response.header.x-mark: "'m'"}}
                    5\d{2}: {statusCode: '500', responseTemplates: {application/json: oops}}
            """));

        var mock = stack.Method("/-/probe", "GET").Integration;
        Assert.Equal(("MOCK", "NEVER"), (mock.Type, mock.PassthroughBehavior));
        Assert.Equal("""{"statusCode":200}""", mock.RequestTemplates["application/json"]);
        Assert.Equal([(null, "200"), ("5\\d{2}", "500")], mock.Responses.Select(response => (response.SelectionPattern, response.StatusCode)));
        Assert.Equal("'m'", mock.Responses[0].ResponseParameters["method.response.header.x-mark"]);
        Assert.Equal(["200", "500"], stack.Method("/-/probe", "GET").ResponseStatusCodes);
    }

    [Theory]
    [InlineData("statusCode: '201'", "found an integration response of status 201, expected a status that the method declares (200)")]
    [InlineData("statusCode: '200', responseParameters: {method.response.header.y: \"'m'\"}", "found method.response.header.y, expected a header that the method declares")]
    [InlineData("statusCode: '200', responseParameters: {method.response.header.x-mark: m}", "found the mapping expression m")]
    public void A_mock_answers_what_its_method_declares(string response, string found)
    {
        var refusal = TestStack.Refusal(Bodies.Paths(
            $$"""
            /-/probe:
              get:
                responses: {'200': {description: ok, headers: {x-mark: {schema: {type: string} } } } }
                x-amazon-apigateway-integration: {type: mock, responses: {default: { {{response}} } } }
            """));

        Assert.Contains(found, refusal, StringComparison.Ordinal);
    }
}
