using Xunit;

namespace Egress.Emulator.Tests.Deployment.ApiGateway;

public sealed class IntegrationResponseReaderTests
{
    [Fact]
    public void A_proxy_needs_no_method_response_for_a_response_that_it_does_not_use()
    {
        // As API Gateway's own exports write it: "responses": {} beside an integration response of status 200.
        var stack = TestStack.Deploy(Bodies.Api(Bodies.Proxy + "\n  responses: {default: {statusCode: '200'}}"));

        Assert.Empty(stack.Method("/{proxy+}").Responses);
    }

    [Fact]
    public void A_proxy_runs_no_response_template_so_none_is_refused()
    {
        var stack = TestStack.Deploy(Bodies.Api(Bodies.Proxy + "\n  responses: {default: {statusCode: '200', responseTemplates: {application/json: '#macro(x)#end'}}}"));

        Assert.Single(stack.Method("/{proxy+}").Integration.Responses);
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
        Assert.Equal(["200", "500"], stack.Method("/-/probe", "GET").Responses.Keys);
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

    [Theory]
    [InlineData("a pattern that is no regular expression", "'4(': {statusCode: '200'}", "found the selection pattern 4(, expected a regular expression")]
    [InlineData("one that only looks whole inside another", "'4)|(5': {statusCode: '200'}", "found the selection pattern 4)|(5, expected a regular expression")]
    [InlineData("a status that is none", "default: {statusCode: default}", "found default as statusCode, expected a status from 200 to 599")]
    [InlineData("one that ends no call", "default: {statusCode: '100'}", "found 100 as statusCode, expected a status from 200 to 599")]
    [InlineData("a directive without its end", "default: {statusCode: '200', responseTemplates: {application/json: '#if($a)x'}}", "found a mapping template for application/json that cannot be read, expected Velocity's language (line 1: found the end of the template, expected #end)")]
    [InlineData("an end without its directive", "default: {statusCode: '200', responseTemplates: {text/plain: '#end'}}", "found a mapping template for text/plain that cannot be read")]
    [InlineData("a directive that is not run", "default: {statusCode: '200', responseTemplates: {application/json: '#macro(x)#end'}}", "expected a directive that is run here")]
    public void What_the_emulator_could_not_answer_is_refused_with_its_line(string because, string responses, string found)
    {
        var refusal = TestStack.Refusal(Mock(responses));

        Assert.True(refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
        Assert.Matches(@"^t\.yaml:[0-9]+", refusal);
    }

    [Theory]
    [InlineData("a quiet reference", "default: {statusCode: '200', responseTemplates: {application/json: '$!{context.stage}'}}")]
    [InlineData("a variable of its own and an override", "default: {statusCode: '200', responseTemplates: {application/json: '#set($a = $context.stage) #set($context.responseOverride.status = 201)$a ${a} $!a.'}}")]
    [InlineData("a look-ahead", @"'(?!200)\d+': {statusCode: '200'}")]
    [InlineData("the language of templates", "default: {statusCode: '200', responseTemplates: {application/json: '#foreach($i in $input.path(\"$.a\"))#if($i.b)$util.urlEncode($i.b)#end#end'}}")]
    [InlineData("references and texts with dollars and hashes", "default: {statusCode: '200', responseTemplates: {application/json: '$context.stage ${stageVariables.a} $input.params(\"q\") costs $5 #1'}}")]
    public void What_it_can_answer_is_taken(string because, string responses) => Assert.True(TestStack.Deploy(Mock(responses)).Method("/-/probe", "GET").Integration.Responses.Count == 1, because);

    [Theory]
    [InlineData("a condition without an end", "#set($a = 1)\n#if($a\n{\"statusCode\": 200}", "(line 3: found '{\"statusCode', expected ')')")]
    [InlineData("a text without an end", "\n#set($a = \"b)", "(line 2: found the end of the template, expected '\"')")]
    [InlineData("a directive that is not run", "#evaluate('$a'){\"statusCode\": 200}", "(line 1: found '#evaluate('$")]
    [InlineData("a brace that is not closed", "{\"statusCode\": ${code", "expected '}'")]
    public void A_request_template_that_no_call_could_run_is_refused_with_its_line(string because, string template, string found)
    {
        var refusal = TestStack.Refusal(Mock("default: {statusCode: '200'}", template));

        Assert.True(refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
        Assert.Matches(@"^t\.yaml:[0-9]+", refusal);
    }

    [Theory]
    [InlineData("the override", "#set($context.responseOverride.status = 444)#set($context.responseOverride.header.x = \"$context.stage\"){\"statusCode\": 200}")]
    [InlineData("a variable", "#set($code = 200){\"statusCode\": $code}")]
    [InlineData("references", "{statusCode: $input.params('code')} $stageVariables.a")]
    [InlineData("the language of templates", "#if($input.path('$.code') == 1){statusCode: 200}#else{statusCode: $code}#end")]
    public void A_request_template_that_can_be_run_is_taken(string because, string template) =>
        Assert.True(TestStack.Deploy(Mock("default: {statusCode: '200'}", template)).Method("/-/probe", "GET").Integration.RequestTemplates["application/json"].Length > 0, because);

    private static string Mock(string responses, string template) =>
        Mock($"{responses}\n      requestTemplates: {{application/json: {System.Text.Json.Nodes.JsonValue.Create(template).ToJsonString()}}}");

    private static string Mock(string responses) => Bodies.Paths(
        $$"""
        /-/probe:
          get:
            responses: {'200': {description: ok}, '100': {description: on}, default: {description: rest} }
            x-amazon-apigateway-integration:
              type: mock
              responses:
                {{responses}}
        """);
}
