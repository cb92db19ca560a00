using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class AnswerMockTests
{
    private const string Internal = """{"message": "Internal server error"}""";

    [Theory]
    [InlineData("JSON", """{"statusCode": 200}""")]
    [InlineData("without quotation marks", "{statusCode: 200}")]
    [InlineData("without blanks", "{\"statusCode\":200}")]
    [InlineData("a text that looks like a name", """{"statusCode": 200, "message": "see, http://x"}""")]
    [InlineData("the same beside a bare name", """{statusCode: 200, "message": "{a: 1}, \", b: 2"}""")]
    [InlineData("the last of two", """{"statusCode": 500, "statusCode": 200}""")]
    [InlineData("with more members", """{"other": {"a": [1]}, "statusCode": 200}""")]
    [InlineData("out of the path", """{"statusCode": $input.params('proxy')}""")]
    public async Task A_template_gives_the_status(string because, string template)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock(template)));

        var answer = await gateway.GetAsync("/test/200", "X-Amzn-Trace-Id: Root=1-1-1");

        Assert.True(answer.StatusCode == 200, $"{because}: {answer.StatusCode}");
        Assert.Empty(answer.Body);
        Assert.Equal(
            ["Connection", "Content-Length", "Content-Type", "Date", "x-amz-apigw-id", "x-amzn-RequestId"],
            answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal("application/json", answer.Header("Content-Type"));
    }

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("an empty object", "{}")]
    [InlineData("a text", """{"statusCode": "200"}""")]
    [InlineData("a fraction", """{"statusCode": 200.5}""")]
    [InlineData("a list", "[200]")]
    [InlineData("a number alone", "200")]
    [InlineData("another name", """{"status": 200}""")]
    [InlineData("in lower case", """{"statuscode": 200}""")]
    [InlineData("no JSON", "{\"statusCode\": 200")]
    [InlineData("a status of no integration response", """{"statusCode": 404}""")]
    [InlineData("a directive that is not run", "#if(true){\"statusCode\": 200}#end")]
    public async Task A_template_without_a_usable_status_is_an_internal_error(string because, string template)
    {
        var mock = BenchSetup.Mock(template);
        mock = mock with { Integration = mock.Integration with { Responses = [Response("200", "200")] } };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.Text == Internal, because);
        Assert.Equal("InternalServerErrorException", answer.Header("x-amzn-ErrorType"));
    }

    [Theory]
    [InlineData(200, 201)]
    [InlineData(204, 201)]
    [InlineData(299, 201)]
    [InlineData(404, 404)]
    [InlineData(500, 499)]
    [InlineData(503, 499)]
    [InlineData(302, 418)]
    [InlineData(451, 451)]
    public async Task The_status_chooses_the_integration_response(int rendered, int expected)
    {
        var mock = BenchSetup.Mock($"{{\"statusCode\": {rendered}}}");
        mock = mock with { Integration = mock.Integration with { Responses = [Response(@"2\d{2}", "201"), Response("404", "404"), Response("5..", "499"), Response(@"(?!404)4\d1", "451"), Response("", "418")] } };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal($"body of {expected}", answer.Text);
        Assert.Equal("test", answer.Header("x-stage"));
    }

    [Theory]
    [InlineData("with a response template", true)]
    [InlineData("without", false)]
    public async Task What_the_request_template_overrides_wins(string because, bool hasTemplate)
    {
        var mock = BenchSetup.Mock("#set($context.responseOverride.status = 444)\n#set($context.responseOverride.header.x-over = \"ridden\")\n{\"statusCode\": 200}");
        mock = hasTemplate ? mock with { Integration = mock.Integration with { Responses = [Response("", "200")] } } : mock;
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.StatusCode == 444, because);
        Assert.Equal("ridden", answer.Header("x-over"));
        Assert.Equal(hasTemplate ? "body of 200" : "", answer.Text);
    }

    [Theory]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("content-length", "1")]
    [InlineData("Connection", "close")]
    [InlineData("näme", "v")]
    public async Task A_header_that_frames_the_answer_or_is_none_is_an_internal_error(string name, string value)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock($"#set($context.responseOverride.header.{name} = \"{value}\"){{\"statusCode\": 200}}")));

        Assert.Equal(Internal, (await gateway.GetAsync("/test/x").WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task A_header_value_with_a_line_break_is_an_internal_error()
    {
        var mock = BenchSetup.Mock("#set($context.responseOverride.header.x-over = \"$input.params('q')\"){\"statusCode\": 200}");
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

        Assert.Equal("a", (await gateway.GetAsync("/test/x?q=a")).Header("x-over"));
        var answer = await gateway.GetAsync("/test/x?q=a%0D%0Ax-evil:%201");

        Assert.Equal(Internal, answer.Text);
        Assert.False(answer.Headers.Contains("x-evil"));
    }

    /// <summary>As recorded on 2025-05-16: test_integration_mock_with_response_override_in_request_template.</summary>
    [Fact]
    public async Task The_response_template_sees_what_the_request_template_has_set()
    {
        var mock = BenchSetup.Mock("\n#set($context.responseOverride.status = 444)\n#set($context.responseOverride.header.foo = \"bar\")\n#set($context.responseOverride.custom = \"is also passed around\")\n{\n  \"statusCode\": 200\n}\n");
        const string Template = "\n#set($statusOverride = $context.responseOverride.status)\n#set($fooHeader = $context.responseOverride.header.foo)\n#set($custom = $context.responseOverride.custom)\n{\n    \"statusOverride\": \"$statusOverride\",\n    \"fooHeader\": \"$fooHeader\",\n    \"custom\": \"$custom\"\n}\n";
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(Answering(mock, Template)));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal((444, "bar"), (answer.StatusCode, answer.Header("foo")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"custom":"is also passed around","fooHeader":"bar","statusOverride":"444"}"""), JsonNode.Parse(answer.Text)), answer.Text);
    }

    [Theory]
    [InlineData("an override of its own", "#set($context.responseOverride.status = 418)body", 418, "body")]
    [InlineData("a header of its own", "#set($context.responseOverride.header.x-q = $input.params('q'))body", 200, "body")]
    [InlineData("a variable in a text", "#set($name = \"$input.params('q')!\")${name} $name.", 200, "v! v!.")]
    [InlineData("single quotation marks are literal", "#set($name = '$input.params(\"q\")')$name", 200, "$input.params(\"q\")")]
    [InlineData("a value is never run", "#set($name = $input.params('code'))$name", 200, "#set($context.responseOverride.status = 500)$x")]
    [InlineData("a variable that is not set", "$name", 500, Internal)]
    [InlineData("a member of a variable", "#set($name = 1)$name.length()", 500, Internal)]
    [InlineData("a directive that is not run", "#if(true)x#end", 500, Internal)]
    public async Task A_response_template_sets_and_reads(string because, string template, int status, string body)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(Answering(BenchSetup.Mock(), template)));

        var answer = await gateway.GetAsync("/test/x?q=v&code=%23set($context.responseOverride.status%20%3D%20500)$x");

        Assert.True(answer.StatusCode == status, because);
        Assert.Equal(body, answer.Text);
        Assert.Equal(template.Contains("header.x-q", StringComparison.Ordinal) ? "v" : null, answer.Header("x-q"));
    }

    [Theory]
    [InlineData("the type that is accepted", "text/html", "html")]
    [InlineData("without a wish: JSON", null, "json")]
    [InlineData("another wish: JSON", "image/png", "json")]
    public async Task The_response_template_is_that_of_the_accepted_type(string because, string? accept, string body)
    {
        var mock = BenchSetup.Mock();
        var response = new IntegrationResponse(null, "200", new Dictionary<string, string>(), new Dictionary<string, string> { ["text/html"] = "html", ["application/json"] = "json" });
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock with { Integration = mock.Integration with { Responses = [response] } }));

        Assert.True((await gateway.GetAsync("/test/x", accept is null ? [] : [$"Accept: {accept}"])).Text == body, because);
    }

    [Fact]
    public async Task A_template_for_any_type_stands_in_where_no_other_fits()
    {
        var mock = BenchSetup.Mock();
        mock = mock with { Integration = mock.Integration with { PassthroughBehavior = "NEVER", RequestTemplates = new Dictionary<string, string> { ["$default"] = """{"statusCode": 200}""" } } };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

        Assert.Equal(200, (await gateway.PostAsync("/test/x", "x"u8.ToArray(), "Content-Type: text/plain")).StatusCode);
    }

    [Theory]
    [InlineData("the template of the type", "application/json", "WHEN_NO_MATCH", 200)]
    [InlineData("with a parameter", "application/json; charset=utf-8", "NEVER", 200)]
    [InlineData("no type is json", null, "NEVER", 200)]
    [InlineData("no match: the body is the template", "text/plain", "WHEN_NO_MATCH", 202)]
    [InlineData("no match, but there are templates", "text/plain", "WHEN_NO_TEMPLATES", 415)]
    [InlineData("no match, never", "text/plain", "NEVER", 415)]
    public async Task A_body_without_a_template_passes_or_is_refused(string because, string? type, string passthrough, int status)
    {
        var mock = BenchSetup.Mock();
        mock = mock with { Integration = mock.Integration with { PassthroughBehavior = passthrough, Responses = [Response("202", "202"), Response("", "200")] } };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

        var answer = await gateway.PostAsync("/test/x", """{"statusCode": 202}"""u8.ToArray(), type is null ? [] : [$"Content-Type: {type}"]);

        Assert.True(answer.StatusCode == status, $"{because}: {answer.StatusCode}");
    }

    private static ApiMethod Answering(ApiMethod mock, string template) => mock with
    {
        Integration = mock.Integration with { Responses = [new IntegrationResponse("2\\d{2}", "200", new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = template })] },
    };

    private static IntegrationResponse Response(string pattern, string status) => new(
        pattern,
        status,
        new Dictionary<string, string> { ["method.response.header.x-stage"] = "context.stage" },
        new Dictionary<string, string> { ["application/json"] = $"body of {status}" });
}
