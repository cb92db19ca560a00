using Xunit;

namespace Egress.Emulator.Tests.Deployment.OpenApi;

public sealed class OpenApiMethodReaderTests
{
    [Fact]
    public void A_proxy_is_read_with_its_defaults()
    {
        var method = TestStack.Deploy(Bodies.Api(Bodies.Proxy)).Method("/{proxy+}");

        Assert.Equal(("HTTP_PROXY", "ANY", "https://${stageVariables.host}/{proxy}"), (method.Integration.Type, method.Integration.HttpMethod, method.Integration.Uri));
        Assert.Equal(("WHEN_NO_MATCH", false, TimeSpan.FromSeconds(29)), (method.Integration.PassthroughBehavior, method.Integration.IsStreamed, method.Integration.Timeout));
        Assert.Equal("method.request.path.proxy", method.Integration.RequestParameters["integration.request.path.proxy"]);
        Assert.True(method.RequestParameters["method.request.path.proxy"]);
        Assert.False(method.ApiKeyRequired);
        Assert.False(method.ValidatesParameters);
    }

    [Fact]
    public void A_proxy_may_stream_for_a_quarter_of_an_hour()
    {
        const string Settings = "httpMethod: ANY\n  responseTransferMode: STREAM\n  timeoutInMillis: 900000";

        var method = TestStack.Deploy(Bodies.Api(Bodies.Proxy.Replace("httpMethod: ANY", Settings, StringComparison.Ordinal))).Method("/{proxy+}");

        Assert.True(method.Integration.IsStreamed);
        Assert.Equal(TimeSpan.FromMinutes(15), method.Integration.Timeout);
    }

    [Theory]
    [InlineData("security: []", "", false, "nothing is asked")]
    [InlineData("security: [{api_key: []}]", "", true, "the operation asks")]
    [InlineData("", "security: [{api_key: []}]", true, "the body asks for all")]
    [InlineData("security: []", "security: [{api_key: []}]", false, "the operation says no")]
    public void Security_asks_for_the_key(string operation, string body, bool isRequired, string because)
    {
        const string Scheme = "components: {securitySchemes: {api_key: {type: apiKey, name: x-api-key, in: header}}}\n";

        var method = TestStack.Deploy(Bodies.Api($"{Bodies.Proxy}\n{operation}", body: Scheme + body)).Method("/{proxy+}");

        Assert.True(isRequired == method.ApiKeyRequired, because);
    }

    [Fact]
    public void A_scheme_that_is_an_authorizer_is_refused()
    {
        var refusal = TestStack.Refusal(Bodies.Api($"{Bodies.Proxy}\nsecurity: [{{jwt: []}}]", body: "components: {securitySchemes: {jwt: {type: oauth2}}}"));

        Assert.Contains("found the security scheme jwt, expected type apiKey with the header x-api-key", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_of_the_path_count_for_its_operations_unless_these_say_otherwise()
    {
        var stack = TestStack.Deploy(Bodies.Paths(
            """
            /:
              parameters: [{name: x-a, in: header, required: true}, {$ref: '#/components/parameters/q'}, {name: c, in: cookie}]
              get:
                parameters: [{name: x-a, in: header, required: false}]
                responses: {}
                x-amazon-apigateway-integration: {type: mock}
            """,
            body: "components: {parameters: {q: {name: q, in: query, required: true}}}"));

        Assert.Equal(
            new Dictionary<string, bool> { ["method.request.header.x-a"] = false, ["method.request.querystring.q"] = true },
            stack.Method("/", "GET").RequestParameters);
    }

    [Fact]
    public void A_validator_may_be_chosen_for_all()
    {
        const string Validators =
            "x-amazon-apigateway-request-validators: {p: {validateRequestParameters: true}, n: {validateRequestParameters: false}}\n"
            + "x-amazon-apigateway-request-validator: p";

        Assert.True(TestStack.Deploy(Bodies.Api(Bodies.Proxy, body: Validators)).Method("/{proxy+}").ValidatesParameters);
        Assert.False(TestStack.Deploy(Bodies.Api($"{Bodies.Proxy}\nx-amazon-apigateway-request-validator: n", body: Validators)).Method("/{proxy+}").ValidatesParameters);
    }

    [Fact]
    public void A_body_to_validate_is_refused()
    {
        var refusal = TestStack.Refusal(Bodies.Api(
            $"{Bodies.Proxy}\nrequestBody: {{content: {{}} }}\nx-amazon-apigateway-request-validator: b",
            body: "x-amazon-apigateway-request-validators: {b: {validateRequestBody: true}}"));

        Assert.Contains("expected validateRequestBody: false", refusal, StringComparison.Ordinal);
    }
}
