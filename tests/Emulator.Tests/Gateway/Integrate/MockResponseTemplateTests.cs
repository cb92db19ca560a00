using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>What a MOCK integration's response template sees and sets, and which one it is.</summary>
public sealed class MockResponseTemplateTests
{
    private const string Internal = """{"message": "Internal server error"}""";

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
    [InlineData("a variable that is not set", "[$name]", 200, "[]")]
    [InlineData("a method of a variable", "#set($name = 'abc')$name.length()", 200, "3")]
    [InlineData("a directive", "#if($context.stage == 'test')yes#end", 200, "yes")]
    [InlineData("a directive that is not run", "#macro(x)#end", 500, Internal)]
    [InlineData("a method that fails", "$input.params('q').substring(5)", 500, Internal)]
    [InlineData("the body of a MOCK's answer, which has none", "$input.body", 200, "{}")]
    [InlineData("a status that is no integer is ignored", "#set($context.responseOverride.status = \"418\")body", 200, "body")]
    [InlineData("one that no answer has too", "#set($context.responseOverride.status = 99)body", 200, "body")]
    public async Task A_response_template_sets_and_reads(string because, string template, int status, string body)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(Answering(BenchSetup.Mock(), template)));

        var answer = await gateway.GetAsync("/test/x?q=v&code=%23set($context.responseOverride.status%20%3D%20500)$x");

        Assert.True(answer.StatusCode == status, because);
        Assert.Equal(body, answer.Text);
        Assert.Equal(template.Contains("header.x-q", StringComparison.Ordinal) ? "v" : null, answer.Header("x-q"));
    }

    [Theory]
    [InlineData("each scalar", "#set($l = ['a', 2, true])", new[] { "a", "2", "true" })]
    [InlineData("no list, which may be the list itself", "#set($l = ['a'])#set($x = $l.add($l))", new[] { "a" })]
    [InlineData("no lists of lists of one another, whose lines double", "#set($l = ['a'])#foreach($i in [1..40])#set($l = [$l, $l])#end", new string[0])]
    public async Task A_list_makes_lines_of_a_header(string because, string set, string[] lines)
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(Answering(BenchSetup.Mock(), set + "#set($context.responseOverride.header.x-l = $l)")));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(200, answer.StatusCode);
        Assert.True(lines.SequenceEqual(answer.Headers.All("x-l")), because);
    }

    [Fact]
    public async Task A_header_has_a_hundred_lines_at_most()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(Answering(BenchSetup.Mock(), "#set($context.responseOverride.header.x-l = [1..150])")));

        Assert.Equal(100, (await gateway.GetAsync("/test/x")).Headers.All("x-l").Count());
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

    private static ApiMethod Answering(ApiMethod mock, string template) => mock with
    {
        Integration = mock.Integration with { Responses = [new IntegrationResponse("2\\d{2}", "200", new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = template })] },
    };
}
