using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class RouteRequestTests
{
    private const string Missing = """{"message":"Missing Authentication Token"}""";

    [Theory]
    [InlineData("the root of the stage", "GET", "/test")]
    [InlineData("with a slash", "GET", "/test/")]
    [InlineData("with several", "GET", "/test///")]
    [InlineData("with a query", "GET", "/test?x=1")]
    [InlineData("TRACE is none of ANY's methods", "TRACE", "/test/x")]
    [InlineData("nor is a verb of one's own", "BREW", "/test/x")]
    [InlineData("nor is one in lower case", "get", "/test/x")]
    public async Task What_no_resource_serves_is_a_missing_token(string because, string method, string target)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.SendAsync(GatewayBench.Head(method, target));

        Assert.True(answer.Text == Missing, $"{because}: {answer.FirstLine} {answer.Text}");
        Assert.Equal("42", answer.Header("Content-Length"));
        Assert.Equal("MissingAuthenticationTokenException", answer.Header("x-amzn-ErrorType"));
        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task ANY_is_seven_methods_and_each_reaches_the_upstream_as_itself(string method)
    {
        await using var upstream = SocketUpstream.Answering(method == "HEAD" ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" : SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        Assert.Equal(200, (await gateway.SendAsync(GatewayBench.Head(method, "/test/x"))).StatusCode);
        Assert.Equal($"{method} /x HTTP/1.1", upstream.Request.FirstLine);
    }

    [Theory]
    [InlineData("a verb that the method lacks", "PUT", Missing)]
    [InlineData("in lower case", "delete", "")]
    [InlineData("one that is none", "TRACE", Missing)]
    [InlineData("an empty one changes nothing", "", "")]
    public async Task The_overriding_verb_chooses_the_method(string because, string verb, string body)
    {
        var setup = new BenchSetup { Api = BenchSetup.ApiOf(BenchSetup.Mock()) };
        setup = setup with { Api = setup.Api with { Resources = [new ApiResource("r", "/{proxy+}", new Dictionary<string, ApiMethod> { ["GET"] = BenchSetup.Mock(), ["DELETE"] = BenchSetup.Mock() })] } };
        await using var gateway = await GatewayBench.StartAsync(setup);

        Assert.True((await gateway.GetAsync("/test/x", $"x-http-method-override: {verb}")).Text == body, because);
    }

    [Fact]
    public async Task A_fixed_method_of_the_integration_replaces_the_client_s()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).WithIntegration(integration => integration with { HttpMethod = "POST" }));

        await gateway.GetAsync("/test/x");

        Assert.Equal("POST /x HTTP/1.1", upstream.Request.FirstLine);
        Assert.Equal("0", upstream.Request.Header("Content-Length"));
    }
}
