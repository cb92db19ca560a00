using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>What of a buffered answer comes through as the upstream gave it: its status, its headers and their lines.</summary>
public sealed class BufferedHeadTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(299)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(418)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    [InlineData(600)]
    [InlineData(999)]
    public async Task A_status_passes_unchanged(int status)
    {
        await using var upstream = SocketUpstream.Answering($"HTTP/1.1 {status} Any\r\nLocation: https://other.example/\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nab");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("ab", answer.Text);
        Assert.Equal("https://other.example/", answer.Header("Location"));
        Assert.Equal("7", answer.Header("Retry-After"));
        Assert.Null(answer.Header("x-amzn-ErrorType"));
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task A_status_without_a_body_has_none(int status)
    {
        await using var upstream = SocketUpstream.Answering($"HTTP/1.1 {status} Any\r\nETag: \"e\"\r\n\r\n");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(answer.Body);
        Assert.Equal("\"e\"", answer.Header("ETag"));
    }

    [Fact]
    public async Task Cookies_and_other_duplicates_keep_their_lines_and_order()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-A: 1\r\nSet-Cookie: b=2; Path=/\r\nX-A: 2\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(["a=1", "b=2; Path=/"], answer.Headers.All("Set-Cookie"));
        Assert.Equal(["1", "2"], answer.Headers.All("X-A"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_header_without_a_value_passes_also_streamed(bool isStreamed)
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nX-Empty:\r\nContent-Type:\r\nX-A:  \r\nX-A: 2\r\nX-A:\r\nServer:\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed)));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal([""], answer.Headers.All("X-Empty"));
        Assert.Equal([""], answer.Headers.All("Content-Type"));
        Assert.Equal(["", "2", ""], answer.Headers.All("X-A"));
        Assert.Equal([""], answer.Headers.All("x-amzn-Remapped-Server"));
    }

    [Fact]
    public async Task The_challenge_of_a_401_is_remapped_and_a_trace_id_passes()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nX-Amzn-Trace-Id: Root=up\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal("Basic", answer.Header("x-amzn-Remapped-WWW-Authenticate"));
        Assert.False(answer.Headers.Contains("WWW-Authenticate"));
        Assert.Equal("Root=up", answer.Header("X-Amzn-Trace-Id"));
    }
}
