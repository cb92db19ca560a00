using System.Globalization;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.OpenApi;

public sealed class OpenApiDocumentTests : IDisposable
{
    private const int MostBytes = 6_291_456; // AWS page "Quotas for configuring and running a REST API": 6 MB
    private const string Body =
        """{"openapi": "3.0.1", "info": {"title": "from a file"}, "x-amazon-apigateway-policy": {"Statement": []}, "paths": {"/": {"get": {"x-amazon-apigateway-integration": {"type": "mock"}}}}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>Where a template names a file, which goes into the place of {0}.</summary>
    public static TheoryData<string> Places =>
    [
        "{{Type: 'AWS::Serverless::Api', Properties: {{StageName: test, EndpointConfiguration: {{Type: PRIVATE}}, DefinitionUri: {0}}}}}",
        "{{Type: 'AWS::ApiGateway::RestApi', Properties: {{EndpointConfiguration: {{Types: [PRIVATE]}}, BodyS3Location: {0}}}}}",
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Places))]
    public void A_body_may_be_a_file_beside_the_template(string place)
    {
        var api = TestStack.Deploy(At(place, File(Body))).Api;

        Assert.Equal("from a file", api.Name);
        Assert.Equal("GET", Assert.Single(Assert.Single(api.Resources).Methods).Key);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_body_in_a_file_has_at_most_six_megabytes(string place)
    {
        Assert.Equal("from a file", TestStack.Deploy(At(place, File(Body.PadRight(MostBytes)))).Api.Name);

        var larger = File(Body.PadRight(MostBytes + 1));
        Assert.Equal($"{larger}:1: found 6291457 bytes, expected an API's definition of at most 6291456 bytes; shorten it: AWS takes no larger one", TestStack.Refusal(At(place, larger)));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_body_elsewhere_is_refused(string place)
    {
        Assert.Contains("in a bucket in Api, expected a file beside the template; name the file", TestStack.Refusal(At(place, "{Bucket: b, Key: k}")), StringComparison.Ordinal);
        Assert.Contains("'s3://b/k', which is no file in Api, expected a file, its path relative to the template; correct it", TestStack.Refusal(At(place, "s3://b/k")), StringComparison.Ordinal);
    }

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

    private static string At(string place, string file) => $"Transform: AWS::Serverless-2016-10-31\nResources:\n  Api: {string.Format(CultureInfo.InvariantCulture, place, file)}\n";

    /// <summary>Its path as seen from the template.</summary>
    private string File(string body)
    {
        var file = Path.Combine(_folder.FullName, "body.json");
        System.IO.File.WriteAllText(file, body);
        return Path.GetRelativePath(Repository.Root, file);
    }
}
