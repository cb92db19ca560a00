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
    [InlineData("with single quotation marks", "{'statusCode': 200, '': ''}")]
    [InlineData("with commas too many", "{\"statusCode\": 200 ,, }")]
    [InlineData("with texts that are bare", "{statusCode: 200, super{ f}oo: [ba r]}")]
    [InlineData("with more behind it", "{statusCode: 200, }foo: ''}")]
    [InlineData("by a condition", "#if($input.params('proxy') == 200){\"statusCode\": 200}#else{\"statusCode\": 500}#end")]
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
    [InlineData("a directive that is not run", "#macro(x)#end{\"statusCode\": 200}")]
    [InlineData("a directive without its end", "#if(true){\"statusCode\": 200}")]
    [InlineData("what fails while it runs", "#set($x = $util.parseJson('{')){\"statusCode\": 200}")]
    [InlineData("more work than it may take", "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])#end#end#end{\"statusCode\": 200}")]
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
    [InlineData(0, 418)]
    [InlineData(-1000, 418)]
    [InlineData(1200, 418)]
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

    /// <summary>Names as recorded for an HTTP integration: test_apigateway_header_remapping_http[HTTP].</summary>
    [Theory]
    [InlineData("Authorization", "x-amzn-Remapped-Authorization")]
    [InlineData("Connection", "x-amzn-Remapped-Connection")]
    [InlineData("content-length", "x-amzn-Remapped-Content-Length")]
    [InlineData("Content-MD5", "x-amzn-Remapped-Content-MD5")]
    [InlineData("Date", "x-amzn-Remapped-Date")]
    [InlineData("Expect", "x-amzn-Remapped-Expect")]
    [InlineData("Host", "x-amzn-Remapped-Host")]
    [InlineData("Max-Forwards", "x-amzn-Remapped-Max-Forwards")]
    [InlineData("Proxy-Authenticate", "x-amzn-Remapped-Proxy-Authenticate")]
    [InlineData("Server", "x-amzn-Remapped-Server")]
    [InlineData("Trailer", "x-amzn-Remapped-Trailer")]
    [InlineData("Upgrade", "x-amzn-Remapped-Upgrade")]
    [InlineData("User-Agent", "x-amzn-Remapped-User-Agent")]
    [InlineData("www-authenticate", "x-amzn-Remapped-WWW-Authenticate")]
    [InlineData("Transfer-Encoding", null)]
    [InlineData("TE", "TE")]
    [InlineData("Via", "Via")]
    [InlineData("Content-Encoding", "Content-Encoding")]
    [InlineData("Age", "Age")]
    public async Task A_header_that_is_set_comes_out_under_its_name_or_another(string name, string? expected)
    {
        var overriding = BenchSetup.Mock($"#set($context.responseOverride.header.{name} = \"v\"){{\"statusCode\": 200}}");
        var mapping = BenchSetup.Mock();
        var response = new IntegrationResponse(null, "200", new Dictionary<string, string> { [$"method.response.header.{name}"] = "'v'" }, new Dictionary<string, string>());
        foreach (var mock in new[] { overriding, mapping with { Integration = mapping.Integration with { Responses = [response] } } })
        {
            await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(mock));

            var answer = await gateway.GetAsync("/test/x");

            Assert.Equal((200, "keep-alive", "0"), (answer.StatusCode, answer.Header("Connection"), answer.Header("Content-Length")));
            Assert.Equal(expected is null ? [] : [(expected, "v")], answer.Headers.Where(line => line.Value == "v").Select(line => (line.Name, line.Value)));
        }
    }

    [Fact]
    public async Task A_header_name_that_is_none_is_an_internal_error()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock("#set($context.responseOverride.header['n\u00e4me'] = 'v'){\"statusCode\": 200}")));

        Assert.Equal(Internal, (await gateway.GetAsync("/test/x")).Text);
    }

    [Fact]
    public async Task A_list_makes_a_line_of_each_item()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock("#set($context.responseOverride.header.x-a = ['1', 2, true])#set($context.responseOverride.header.x-b = {'a': 1}){\"statusCode\": 200}")));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(["1", "2", "true"], answer.Headers.All("x-a"));
        Assert.Empty(answer.Headers.All("x-b"));
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

    private static IntegrationResponse Response(string pattern, string status) => new(
        pattern,
        status,
        new Dictionary<string, string> { ["method.response.header.x-stage"] = "context.stage" },
        new Dictionary<string, string> { ["application/json"] = $"body of {status}" });
}
