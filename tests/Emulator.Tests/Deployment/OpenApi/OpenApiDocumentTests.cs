using Xunit;

namespace Egress.Emulator.Tests.Deployment.OpenApi;

public sealed class OpenApiDocumentTests
{
    [Fact]
    public void A_server_names_endpoints_as_exports_of_OpenAPI_3_have_it()
    {
        const string Servers = "servers: [{url: 'https://x.example/{basePath}', x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: false, vpcEndpointIds: [vpce-0a, vpce-0b]}}]";

        Assert.Equal(["vpce-0a", "vpce-0b"], TestStack.Deploy(Bodies.Api(Bodies.Proxy, body: Servers)).Api.VpcEndpointIds);
        Assert.Contains(
            "found 'true' as disableExecuteApiEndpoint, expected false",
            TestStack.Refusal(Bodies.Api(Bodies.Proxy, body: Servers.Replace("false", "true", StringComparison.Ordinal))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_the_body_are_those_of_the_api()
    {
        var api = TestStack.Deploy(Bodies.Api(
            Bodies.Proxy,
            body: """
            x-amazon-apigateway-binary-media-types: ['image/*']
            x-amazon-apigateway-minimum-compression-size: 1024
            x-amazon-apigateway-api-key-source: HEADER
            x-amazon-apigateway-endpoint-configuration: {vpcEndpointIds: [vpce-0123456789abcdef0]}
            x-amazon-apigateway-gateway-responses:
              THROTTLED: {statusCode: 503, responseParameters: {gatewayresponse.header.x-e: "'t'"}, responseTemplates: {text/plain: busy}}
            """)).Api;

        Assert.Equal(["image/*"], api.BinaryMediaTypes);
        Assert.Equal(1024, api.MinimumCompressionSizeBytes);
        Assert.Equal(["vpce-0123456789abcdef0"], api.VpcEndpointIds);
        var throttled = api.GatewayResponses["THROTTLED"];
        Assert.Equal(("503", "'t'", "busy"), (throttled.StatusCode, throttled.ResponseParameters["gatewayresponse.header.x-e"], throttled.ResponseTemplates["text/plain"]));
    }

    [Theory]
    [InlineData("x-amazon-apigateway-gateway-responses: {TROTTLED: {}}", "found the gateway response TROTTLED, expected one of")]
    [InlineData("x-amazon-apigateway-gateway-responses: {THROTTLED: {statusCode: 99}}", "expected an integer from 100 to 599")]
    [InlineData("x-amazon-apigateway-gateway-responses: {THROTTLED: {responseParameters: {header.x: \"'t'\"}}}", "found the mapping expression header.x, expected gateway")]
    [InlineData("x-amazon-apigateway-gateway-responses: {THROTTLED: {responseParameters: {gatewayresponse.header.x: t}}}", "found the mapping expression t, expected 'a constant'")]
    [InlineData("x-amazon-apigateway-api-key-source: AUTHORIZER", "expected HEADER: the emulator has no authorizers")]
    [InlineData("x-amazon-apigateway-polizy: {}", "found x-amazon-apigateway-polizy")]
    public void Settings_of_the_body_are_checked(string body, string found)
    {
        Assert.Contains(found, TestStack.Refusal(Bodies.Api(Bodies.Proxy, body: body)), StringComparison.Ordinal);
    }
}
