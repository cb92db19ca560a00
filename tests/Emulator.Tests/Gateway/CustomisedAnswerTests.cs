using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class CustomisedAnswerTests
{
    private static readonly RejectionTriggers Trigger = RejectionTriggers.All["INVALID_API_KEY"];

    [Theory]
    [InlineData("a constant", "'a, b'", "a, b")]
    [InlineData("an empty constant is an empty header", "''", "")]
    [InlineData("a header of the request", "method.request.header.x-in", "in")]
    [InlineData("in another case it is another header", "method.request.header.X-In", null)]
    [InlineData("a query parameter, the last of several", "method.request.querystring.q", "2")]
    [InlineData("all of them", "method.request.multivaluequerystring.q", "1,2")]
    [InlineData("a path parameter", "method.request.path.proxy", "x")]
    [InlineData("the stage", "context.stage", "test")]
    [InlineData("the type", "context.error.responseType", "INVALID_API_KEY")]
    [InlineData("a stage variable", "stageVariables.host", GatewayBench.UpstreamHost)]
    [InlineData("an absent source adds nothing", "method.request.header.none", null)]
    public async Task A_header_takes_its_value_from_a_mapping(string because, string source, string? expected)
    {
        await using var gateway = await StartAsync("gatewayresponse.header.x-out", source);

        var answer = await gateway.GetAsync("/test/x?q=1&q=2", "x-in: in");

        Assert.True(answer.Header("x-out") == expected, $"{because}: {answer.Header("x-out")}");
        Assert.Equal(403, answer.StatusCode);
    }

    [Theory]
    [InlineData("Content-Length", "'999'")]
    [InlineData("content-length", "'x'")]
    [InlineData("Transfer-Encoding", "'chunked'")]
    [InlineData("Connection", "'close'")]
    public async Task A_customisation_does_not_touch_the_framing(string name, string source)
    {
        await using var gateway = await StartAsync($"gatewayresponse.header.{name}", source);

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal("""{"message":"Forbidden"}""", answer.Text);
        Assert.Equal("23", answer.Header("Content-Length"));
        Assert.Equal("keep-alive", answer.Header("Connection"));
        Assert.True(answer.IsComplete);
    }

    [Fact]
    public async Task A_value_with_a_line_break_begins_no_line_of_its_own()
    {
        await using var gateway = await StartAsync("gatewayresponse.header.x-out", "method.request.querystring.q");

        var answer = await gateway.GetAsync("/test/x?q=a%0D%0Ax-evil:%201");

        Assert.Equal("""{"message":"Forbidden"}""", answer.Text);
        Assert.False(answer.Headers.Contains("x-evil"));
        Assert.False(answer.Headers.Contains("x-out"));
    }

    [Theory]
    [InlineData("204")]
    [InlineData("304")]
    public async Task A_status_without_a_body_has_none(string status)
    {
        await using var gateway = await GatewayBench.StartAsync(Trigger.Customised(new Dictionary<string, GatewayResponse> { ["INVALID_API_KEY"] = new(status, Empty, Empty) }));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(status, $"{answer.StatusCode}");
        Assert.Empty(answer.Body);
        Assert.Equal("ForbiddenException", answer.Header("x-amzn-ErrorType"));
    }

    [Theory]
    [InlineData("the type asked for", "text/html, */*", "text/html", "<b>Forbidden</b>")]
    [InlineData("json where nothing fits", "image/png", "application/json", "J")]
    [InlineData("json where nothing is asked for", null, "application/json", "J")]
    public async Task The_template_fits_what_the_client_accepts(string because, string? accept, string type, string body)
    {
        var templates = new Dictionary<string, string> { ["text/html"] = "<b>$context.error.message</b>", ["application/json"] = "J" };
        await using var gateway = await GatewayBench.StartAsync(Trigger.Customised(new Dictionary<string, GatewayResponse> { ["INVALID_API_KEY"] = new(null, Empty, templates) }));

        var answer = await gateway.GetAsync("/test/x", accept is null ? [] : [$"Accept: {accept}"]);

        Assert.True(answer.Text == body, because);
        Assert.Equal(type, answer.Header("Content-Type"));
    }

    [Fact]
    public async Task The_stored_template_stands_for_the_built_in_body()
    {
        var trigger = RejectionTriggers.All["API_CONFIGURATION_ERROR"];
        var stored = new Dictionary<string, string> { ["application/json"] = """{"message":$context.error.messageString}""" };
        await using var gateway = await GatewayBench.StartAsync(trigger.Customised(new Dictionary<string, GatewayResponse> { [trigger.Type] = new("500", Empty, stored) }));

        Assert.Equal(trigger.Body, (await trigger.CallAsync(gateway)).Text);
    }

    private static readonly Dictionary<string, string> Empty = [];

    private static Task<GatewayBench> StartAsync(string target, string source) =>
        GatewayBench.StartAsync(Trigger.Customised(new Dictionary<string, GatewayResponse> { ["INVALID_API_KEY"] = new(null, new Dictionary<string, string> { [target] = source }, Empty) }));
}
