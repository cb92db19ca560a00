using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class MapRequestTests
{
    private const string Internal = """{"message": "Internal server error"}""";

    [Theory]
    [InlineData("a constant", "'c d'", "c d")]
    [InlineData("a header", "method.request.header.x-in", "in")]
    [InlineData("a header in another case", "method.request.header.X-IN", null)]
    [InlineData("a name that HTTP defines, whatever its case", "method.request.header.authorization", "Bearer t")]
    [InlineData("a query parameter: the last", "method.request.querystring.q", "2 +/")]
    [InlineData("all of them", "method.request.multivaluequerystring.q", "1,2 +/")]
    [InlineData("a path parameter, as it was sent", "method.request.path.proxy", "a%2Fb")]
    [InlineData("a variable of the context", "context.httpMethod", "GET")]
    [InlineData("the caller's address", "context.identity.sourceIp", "127.0.0.1")]
    [InlineData("a stage variable", "stageVariables.host", GatewayBench.UpstreamHost)]
    [InlineData("an absent header", "method.request.header.none", null)]
    [InlineData("an absent query parameter", "method.request.querystring.none", null)]
    [InlineData("an absent stage variable", "stageVariables.none", null)]
    [InlineData("a removed header is not even visible", "method.request.header.Max-Forwards", null)]
    [InlineData("the drop list's survivors are", "method.request.header.Via", "v")]
    public async Task A_header_is_made_of_its_source(string because, string source, string? expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping("integration.request.header.X-Out", source));

        await gateway.GetAsync("/test/a%2Fb?q=1&q=2+%2B/", "x-in: in", "AUTHORIZATION: Bearer t", "Max-Forwards: 3", "Via: v");

        Assert.True(upstream.Request.Header("X-Out") == expected, $"{because}: {upstream.Request.Header("X-Out")}");
        Assert.Equal("in", upstream.Request.Header("x-in"));
    }

    [Theory]
    [InlineData("the link that the stage names", "${stageVariables.vpcLinkId}", "abc123", 200)]
    [InlineData("a link of a fixed id", "abc123", null, 200)]
    [InlineData("a stage that names none", "${stageVariables.vpcLinkId}", null, 500)]
    [InlineData("a link that is not there", "${stageVariables.vpcLinkId}", "zzz999", 500)]
    public async Task A_private_integration_needs_its_vpc_link(string because, string connection, string? variable, int status)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var variables = new Dictionary<string, string>(BenchSetup.StageOf("test").Variables);
        if (variable is not null)
        {
            variables["vpcLinkId"] = variable;
        }

        await using var gateway = await GatewayBench.StartAsync(
            BenchSetup.To(upstream).WithIntegration(integration => integration with { VpcLinkId = connection }) with { Stages = [BenchSetup.StageOf("test") with { Variables = variables }], VpcLinks = ["abc123"] });

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.StatusCode == status, $"{because}: {answer.StatusCode}");
        Assert.Equal(status == 200 ? 1 : 0, upstream.Requests.Count);
        Assert.Equal(status == 500, answer.Text == Internal);
    }

    [Theory]
    [InlineData("Content-MD5")]
    [InlineData("Content-Encoding")]
    [InlineData("Max-Forwards")]
    [InlineData("Server")]
    [InlineData("Trailer")]
    [InlineData("Upgrade")]
    [InlineData("WWW-Authenticate")]
    public async Task A_name_that_is_dropped_is_sent_where_a_mapping_writes_it(string name)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var dropping = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        await using var mapping = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping($"integration.request.header.{name}", "'mapped'"));

        await dropping.GetAsync("/test/x", $"{name}: sent");
        await mapping.GetAsync("/test/x", $"{name}: sent");

        Assert.False(upstream.Requests[0].Headers.Contains(name));
        Assert.Equal(["mapped"], upstream.Requests[1].Headers.All(name));
    }

    [Theory]
    [InlineData("Connection")]
    [InlineData("expect")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("te")]
    [InlineData("Via")]
    public async Task What_concerns_a_connection_is_not_sent_even_where_a_mapping_writes_it_but_by_switch(string name)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream).WithMapping($"integration.request.header.{name}", "'mapped'");
        await using var gateway = await GatewayBench.StartAsync(setup);
        await using var sending = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { SendsMappedConnectionHeaders = true } });

        await gateway.GetAsync("/test/x");
        await sending.GetAsync("/test/x");

        Assert.Empty(upstream.Requests[0].Headers.All(name));
        Assert.Equal(["mapped"], upstream.Requests[1].Headers.All(name));
    }

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("content-length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("TRANSFER-ENCODING")]
    [InlineData("X-Amzn-Trace-Id")]
    [InlineData("x-amzn-apigateway-api-id")]
    public async Task A_mapping_of_a_forbidden_name_fails_every_call(string name)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping($"integration.request.header.{name}", "'1'"));

        Assert.Equal(Internal, (await gateway.GetAsync("/test/x")).Text);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task By_switch_mappings_of_the_gateway_s_own_names_are_ignored()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream).WithMapping("integration.request.header.X-Amzn-Apigateway-Api-Id", "'1'");
        await using var gateway = await GatewayBench.StartAsync(setup with { Switches = new GatewaySwitches { IgnoresMappingsOfGatewayHeaders = true } });

        Assert.Equal(200, (await gateway.GetAsync("/test/x")).StatusCode);
        Assert.Equal(GatewayBench.ApiId, upstream.Request.Header("X-Amzn-Apigateway-Api-Id"));
    }

    [Fact]
    public async Task Literals_come_first_then_the_client_s_then_what_mappings_add()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream).WithIntegration(integration => integration with { Uri = "https://${stageVariables.host}/p?lit=1&q=0" })
            .WithMapping("integration.request.querystring.q", "method.request.header.x-in")
            .WithMapping("integration.request.querystring.none", "method.request.header.x-none");
        await using var gateway = await GatewayBench.StartAsync(setup);

        await gateway.GetAsync("/test/x?q=1&z=2", "x-in: a b");

        Assert.Equal("GET /p?lit=1&q=0&q=1&z=2&q=a%20b HTTP/1.1", upstream.Request.FirstLine);
    }

    [Theory]
    [InlineData("the carry: the sources replace what the client sent", "x-upstream-api-key: up", "up")]
    [InlineData("without its source the gateway's key leaks", "x-other: 1", "gateway-key")]
    public async Task A_carried_key_replaces_the_gateway_s(string because, string header, string expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping("integration.request.header.x-api-key", "method.request.header.x-upstream-api-key"));

        await gateway.GetAsync("/test/x", "x-api-key: gateway-key", header);

        Assert.True(upstream.Request.Headers.All("x-api-key").SequenceEqual([expected]), because);
        Assert.Equal(expected == "up", upstream.Request.Headers.Contains("x-upstream-api-key")); // the source goes on as well
    }

    [Theory]
    [InlineData("in the case it was sent in", "x-custom-Header", true)]
    [InlineData("if-none-match", "if-none-match", false)]
    [InlineData("origin", "origin", false)]
    [InlineData("traceparent", "traceparent", false)]
    [InlineData("request-id", "request-id", false)]
    [InlineData("from", "from", false)]
    [InlineData("proxy-authorization", "proxy-authorization", false)]
    [InlineData("keep-alive", "keep-alive", false)]
    [InlineData("upgrade-insecure-requests", "upgrade-insecure-requests", false)]
    [InlineData("baggage", "baggage", false)]
    [InlineData("content-language", "content-language", false)]
    [InlineData("content-location", "content-location", false)]
    [InlineData("warning", "warning", false)]
    [InlineData("translate", "translate", false)]
    [InlineData("sec-websocket-key", "sec-websocket-key", false)]
    [InlineData("allow", "allow", false)]
    [InlineData("expires", "expires", false)]
    [InlineData("last-modified", "last-modified", false)]
    [InlineData("dnt", "dnt", false)]
    public async Task A_mapping_finds_a_header_written_as_the_client_writes_it(string because, string name, bool hasCase)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithMapping("integration.request.header.X-Out", $"method.request.header.{name}"));

        await gateway.GetAsync("/test/x", $"{name}: v");

        Assert.True(upstream.Request.Header("X-Out") == "v", because);
        Assert.Equal(["v"], upstream.Request.Headers.All(name));
        Assert.True(!hasCase || upstream.Request.Headers.Any(line => line.Name == name));
    }
}
