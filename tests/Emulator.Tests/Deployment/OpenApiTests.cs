using Xunit;

namespace Egress.Emulator.Tests.Deployment;

public sealed class OpenApiTests
{
    public static readonly TheoryData<string, string, string, int, string> Refused = new()
    {
        { "PutIntegration asks for a verb", "  httpMethod: ANY\n", "", 21, "found an HTTP_PROXY integration without httpMethod, expected one of ANY" },
        { "a uri that is no URL", "https://${stageVariables.host}/{proxy}", "${stageVariables.host}/{proxy}", 23, "as the uri of an HTTP_PROXY integration, expected an http or https URL" },
        { "a uri that leads elsewhere", "https://${stageVariables.host}/{proxy}", "ftp://${stageVariables.host}/{proxy}", 23, "as the uri of an HTTP_PROXY integration, expected an http or https URL" },
        { "a name and password in the uri", "https://${stageVariables.host}/{proxy}", "https://user@api.openai.com/{proxy}", 23, "as the uri of an HTTP_PROXY integration, expected an http or https URL" },
        { "a port that AWS does not connect to", "https://${stageVariables.host}/{proxy}", "https://${stageVariables.host}:22/{proxy}", 23, "expected the port 80, 443 or one from 1024 to 65535" },
        { "an integration that is not emulated", "type: http_proxy", "type: aws_proxy", 21, "found 'aws_proxy' as the type of an integration" },
        { "an integration through a VPC link", "type: http_proxy", "type: http_proxy\n  connectionType: VPC_LINK", 22, "found 'VPC_LINK' as the connection of an integration" },
        { "a misspelt transfer mode", "httpMethod: ANY", "httpMethod: ANY\n  responseTransferMode: STREAMING", 23, "found 'STREAMING' as responseTransferMode, expected BUFFERED or STREAM" },
        { "too long a timeout for a buffered answer", "httpMethod: ANY", "httpMethod: ANY\n  timeoutInMillis: 29001", 23, "expected an integer from 50 to 29000" },
        { "too long a timeout for a streamed one", "httpMethod: ANY", "httpMethod: ANY\n  responseTransferMode: STREAM\n  timeoutInMillis: 900001", 24, "expected an integer from 50 to 900000" },
        { "too short a timeout", "httpMethod: ANY", "httpMethod: ANY\n  timeoutInMillis: 49", 23, "expected an integer from 50 to 29000" },
        { "a misspelt key", "httpMethod: ANY", "httpMethod: ANY\n  timeout: 1000", 23, "found the key 'timeout'" },
        { "a misspelt extension", "responses: {}", "x-amazon-apigateway-integraton: {}", 19, "found x-amazon-apigateway-integraton" },
        { "no integration at all", "x-amazon-apigateway-integration", "x-integration", 18, "found no x-amazon-apigateway-integration" },
        { "a source that the method does not declare", "method.request.path.proxy}", "method.request.path.other}", 24, "found method.request.path.other, expected a parameter that the method declares" },
        { "a mapping to nowhere", "{integration.request.path.proxy", "{integration.response.path.proxy", 24, "found the mapping expression integration.response.path.proxy" },
        { "a mapping from nowhere", "method.request.path.proxy}", "proxy}", 24, "found the mapping expression proxy" },
        { "TLS that believes anything", "httpMethod: ANY", "httpMethod: ANY\n  tlsConfig: {insecureSkipVerification: true}", 23, "found tlsConfig" },
        { "a conversion that is not emulated", "httpMethod: ANY", "httpMethod: ANY\n  contentHandling: CONVERT_TO_BINARY", 23, "found 'CONVERT_TO_BINARY' as contentHandling" },
        { "a validator that is not declared", "responses: {}", "x-amazon-apigateway-request-validator: params", 19, "found the request validator params" },
        { "a security scheme that is not declared", "responses: {}", "security: [{key: []}]", 19, "found the security scheme key" },
        { "IAM", "responses: {}", "x-amazon-apigateway-auth: {type: AWS_IAM}", 19, "found x-amazon-apigateway-auth" },
        { "a parameter in an odd place", "in: path", "in: paths", 18, "found 'paths' as the place of a parameter" },
        { "a reference to nowhere", "{name: proxy, in: path, required: true}", "{$ref: '#/components/parameters/proxy'}", 18, "found $ref #/components/parameters/proxy" },
        { "E-32: a path that can become part of the host", "https://${stageVariables.host}/{proxy}", "https://${stageVariables.host}{proxy}", 23, "which the caller's path goes into" },
        { "E-32: a path that is the host", "https://${stageVariables.host}/{proxy}", "https://{proxy}/", 23, "which the caller's path goes into" },
        { "E-33: every path reaches the same one", "https://${stageVariables.host}/{proxy}", "https://${stageVariables.host}/", 23, "expected {proxy} in it" },
        { "E-34: every verb becomes GET", "httpMethod: ANY", "httpMethod: GET", 23, "found GET to the upstream behind the method ANY" },
        { "E-25: an address as host", "https://${stageVariables.host}/{proxy}", "http://169.254.169.254/{proxy}", 23, "found the upstream host '169.254.169.254', an address" },
        { "E-30: a name that no public resolver has", "https://${stageVariables.host}/{proxy}", "http://metadata.google.internal/{proxy}", 23, "found the upstream host 'metadata.google.internal', a name that is reserved" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_AWS_refuses_or_would_regret_is_refused_with_its_line(string because, string good, string bad, int line, string found)
    {
        Assert.Contains(good, Bodies.Proxy, StringComparison.Ordinal);
        var refusal = TestStack.Refusal(Bodies.Api(Bodies.Proxy.Replace(good, bad, StringComparison.Ordinal)));

        Assert.True(refusal.StartsWith($"t.yaml:{line}: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

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
        var method = TestStack.Deploy(Bodies.Api(Bodies.Proxy.Replace("httpMethod: ANY", "httpMethod: ANY\n  responseTransferMode: STREAM\n  timeoutInMillis: 900000", StringComparison.Ordinal))).Method("/{proxy+}");

        Assert.True(method.Integration.IsStreamed);
        Assert.Equal(TimeSpan.FromMinutes(15), method.Integration.Timeout);
    }

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
    [InlineData("statusCode: '200', responseParameters: {method.response.header.y: \"'m'\"}", "found method.response.header.y, expected a header that the method declares for status 200")]
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

    [Fact]
    public void Parents_of_a_path_are_resources_too()
    {
        var stack = TestStack.Deploy(Bodies.Paths($"/-/carry/{{proxy+}}:\n  x-amazon-apigateway-any-method:\n    {Bodies.Proxy.Replace("\n", "\n    ", StringComparison.Ordinal)}"));

        Assert.Equal(["/", "/-", "/-/carry", "/-/carry/{proxy+}"], stack.Api.Resources.Select(resource => resource.Path));
        Assert.Equal(4, stack.Api.Resources.Select(resource => resource.Id).Distinct().Count());
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
        const string Validators = "x-amazon-apigateway-request-validators: {p: {validateRequestParameters: true}, n: {validateRequestParameters: false}}\nx-amazon-apigateway-request-validator: p";

        Assert.True(TestStack.Deploy(Bodies.Api(Bodies.Proxy, body: Validators)).Method("/{proxy+}").ValidatesParameters);
        Assert.False(TestStack.Deploy(Bodies.Api($"{Bodies.Proxy}\nx-amazon-apigateway-request-validator: n", body: Validators)).Method("/{proxy+}").ValidatesParameters);
    }

    [Fact]
    public void A_body_to_validate_is_refused()
    {
        var refusal = TestStack.Refusal(Bodies.Api(
            $"{Bodies.Proxy}\nrequestBody: {{content: {{}} }}\nx-amazon-apigateway-request-validator: b", body: "x-amazon-apigateway-request-validators: {b: {validateRequestBody: true}}"));

        Assert.Contains("expected validateRequestBody: false", refusal, StringComparison.Ordinal);
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
    [InlineData("x-amazon-apigateway-gateway-responses: {THROTTLED: {responseParameters: {header.x: \"'t'\"}}}", "found the mapping expression header.x, expected gatewayresponse.")]
    [InlineData("x-amazon-apigateway-gateway-responses: {THROTTLED: {responseParameters: {gatewayresponse.header.x: t}}}", "found the mapping expression t, expected 'a constant'")]
    [InlineData("x-amazon-apigateway-api-key-source: AUTHORIZER", "expected HEADER: the emulator has no authorizers")]
    [InlineData("x-amazon-apigateway-polizy: {}", "found x-amazon-apigateway-polizy")]
    public void Settings_of_the_body_are_checked(string body, string found)
    {
        Assert.Contains(found, TestStack.Refusal(Bodies.Api(Bodies.Proxy, body: body)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a path begins with /")]
    [InlineData("/a/", "and does not end with one")]
    [InlineData("/a b", "a space")]
    [InlineData("/{a+}/b", "a greedy part is the last")]
    [InlineData("/{a", "a variable has two braces")]
    [InlineData("/x{a}", "and a part of its own")]
    public void A_path_that_AWS_does_not_take_is_refused(string path, string because)
    {
        var refusal = TestStack.Refusal(Bodies.Paths($"'{path}':\n  get:\n    x-amazon-apigateway-integration: {{type: mock}}"));

        Assert.True(refusal.Contains($"found the path '{path}'", StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void Two_variables_in_one_place_are_refused()
    {
        var refusal = TestStack.Refusal(Bodies.Paths("/{a}/x: {get: {x-amazon-apigateway-integration: {type: mock}}}\n/{b}: {get: {x-amazon-apigateway-integration: {type: mock}}}"));

        Assert.Contains("found /{b} beside /{a}, expected one variable part below each path", refusal, StringComparison.Ordinal);
    }
}
