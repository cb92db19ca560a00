using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class ReadRequestTests
{
    private const string TooLarge = "HTTP content length exceeded 10485760 bytes.";

    [Fact]
    public async Task A_body_of_the_limit_passes_and_one_byte_more_does_not()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        Assert.Equal(200, (await gateway.PostAsync("/test/x", new byte[GatewayLimits.MaxBodyBytes])).StatusCode);
        Assert.Equal(GatewayLimits.MaxBodyBytes, upstream.Request.Body.Length);
        var answer = await gateway.PostAsync("/test/x", new byte[GatewayLimits.MaxBodyBytes + 1]);

        Assert.Equal("HTTP/1.1 413 Payload Too Large", answer.FirstLine);
        Assert.Equal(TooLarge, answer.Text);
        Assert.Equal("text; charset=utf-8", answer.Header("Content-Type"));
        Assert.DoesNotContain(answer.Headers, line => line.Name.StartsWith("x-am", StringComparison.OrdinalIgnoreCase));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_chunked_body_is_measured_as_it_arrives_and_leaves_with_a_length()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        var head = GatewayBench.Head("POST", "/test/x", "Transfer-Encoding: chunked");
        var chunk = Encoding.Latin1.GetBytes($"{1024 * 1024:x}\r\n{new string('a', 1024 * 1024)}\r\n");

        Assert.Equal(200, (await gateway.SendAsync(head, "3\r\nabc\r\n1;note=x\r\nd\r\n0\r\nTrailer: t\r\n\r\n"u8.ToArray())).StatusCode);
        Assert.Equal("abcd", upstream.Request.Text);
        Assert.Equal("4", upstream.Request.Header("Content-Length"));
        Assert.Equal(TooLarge, (await gateway.SendAsync(head, [.. Enumerable.Repeat(chunk, 11).SelectMany(bytes => bytes)])).Text);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_chunk_extension_of_a_megabyte_is_not_kept()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.SendAsync(
            GatewayBench.Head("POST", "/test/x", "Transfer-Encoding: chunked"), Encoding.Latin1.GetBytes("3;" + new string('e', 1024 * 1024) + "\r\nabc\r\n0\r\n\r\n"));

        Assert.True(answer.StatusCode is 200 or 400);
    }

    [Theory]
    [InlineData("a lone percent sign", "/test/x?a=%")]
    [InlineData("half an escape", "/test/x?a=%4")]
    [InlineData("an escape that is none", "/test/x?a=%zz")]
    [InlineData("a broken escape in the path", "/test/%zz")]
    [InlineData("a bar", "/test/x?a=b|c")]
    [InlineData("a brace", "/test/x?a={b}")]
    public async Task A_malformed_target_is_a_bad_request(string because, string target)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.GetAsync(target);

        Assert.True(answer.StatusCode == 400, because);
        Assert.Equal("""{"message":"Bad Request"}""", answer.Text);
        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData(true, "DELETE /x HTTP/1.1", false)]
    [InlineData(false, "GET /x HTTP/1.1", true)]
    public async Task X_HTTP_Method_Override_changes_the_method_and_is_consumed(bool honours, string firstLine, bool isPassed)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = new GatewaySwitches { HonoursMethodOverride = honours } });

        await gateway.GetAsync("/test/x", "X-HTTP-Method-Override: DELETE");

        Assert.Equal(firstLine, upstream.Request.FirstLine);
        Assert.Equal(isPassed, upstream.Request.Headers.Contains("X-HTTP-Method-Override"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task A_body_where_none_is_usual_is_forwarded_and_the_connection_stays_in_step(string method)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();
        var reader = new RawReader(client.GetStream());

        for (var call = 0; call < 2; call++)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head(method, "/test/x", "Content-Length: 3") + "abc"), TestContext.Current.CancellationToken);
            Assert.Equal(200, (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.StatusCode);
        }

        Assert.All(upstream.Requests, request => Assert.Equal("abc", request.Text));
    }

    [Fact]
    public async Task Expect_continue_is_answered_and_not_forwarded()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();
        var reader = new RawReader(client.GetStream());

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("POST", "/test/x", "Content-Length: 3", "Expect: 100-continue")), TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 100 Continue", (await reader.ReadAsync(hasBody: false, TestContext.Current.CancellationToken))!.FirstLine);
        await client.GetStream().WriteAsync("abc"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(200, (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.StatusCode);

        Assert.False(upstream.Request.Headers.Contains("Expect"));
        Assert.Equal("abc", upstream.Request.Text);
    }
}
