using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class GatewayPipelineTests
{
    [Fact]
    public async Task A_call_reaches_the_upstream_and_its_answer_comes_back()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nServer: up\r\nX-Own: 1\r\n\r\nhello");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.PostAsync("/test/a/b?x=1", Encoding.UTF8.GetBytes("{}"), "Content-Type: application/json");

        Assert.Equal("HTTP/1.1 200 OK", answer.FirstLine);
        Assert.Equal("hello", answer.Text);
        Assert.Equal("up", answer.Header("x-amzn-Remapped-Server"));
        Assert.Equal("1", answer.Header("X-Own"));
        Assert.Null(answer.Header("Server"));
        Assert.Equal("POST /a/b?x=1 HTTP/1.1", upstream.Request.FirstLine);
        Assert.Equal("{}", upstream.Request.Text);
        Assert.Equal(GatewayBench.UpstreamHost, upstream.Request.Header("Host"));
    }

    [Fact]
    public async Task A_streamed_answer_is_chunked_and_each_part_goes_on_as_it_arrives()
    {
        var second = new TaskCompletionSource();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n"u8.ToArray(), token);
            await second.Task.WaitAsync(token);
            await stream.WriteAsync("3\r\ntwo\r\n0\r\n\r\n"u8.ToArray(), token);
        });
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed: true)));
        using var client = await gateway.ConnectAsync();
        var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        var seen = "";
        var buffer = new byte[4096];
        while (!seen.Contains("one", StringComparison.Ordinal))
        {
            seen += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
        }

        Assert.DoesNotContain("two", seen, StringComparison.Ordinal);
        second.SetResult();
        while (!seen.EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            seen += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken));
        }

        Assert.Contains("Transfer-Encoding: chunked", seen, StringComparison.Ordinal);
        Assert.Contains("two", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_serves_several_calls_and_the_upstream_s_is_used_again()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();
        var reader = new RawReader(client.GetStream());

        for (var call = 0; call < 3; call++)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
            Assert.Equal(200, (await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.StatusCode);
        }

        Assert.Equal(3, upstream.Requests.Count);
        Assert.Equal(1, upstream.Connections);
    }

    [Fact]
    public async Task Without_the_key_the_answer_is_forbidden_to_the_byte()
    {
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock() with { ApiKeyRequired = true }));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal("HTTP/1.1 403 Forbidden", answer.FirstLine);
        Assert.Equal("""{"message":"Forbidden"}""", answer.Text);
        Assert.Equal("ForbiddenException", answer.Header("x-amzn-ErrorType"));
        Assert.Equal(
            ["Connection", "Content-Length", "Content-Type", "Date", "x-amz-apigw-id", "x-amzn-ErrorType", "x-amzn-RequestId"],
            answer.Headers.Select(line => line.Name).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_key_of_a_plan_of_the_stage_opens_it()
    {
        var grant = new KeyGrant { KeyId = "k1", PlanId = "p1", ApiId = GatewayBench.ApiId, StageName = "test" };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Grants = [("0123456789abcdefghij", grant)] }.With(BenchSetup.Mock() with { ApiKeyRequired = true }));

        var answer = await gateway.GetAsync("/test/x", "x-api-key: 0123456789abcdefghij");

        Assert.Equal(200, answer.StatusCode);
        Assert.Empty(answer.Body);
    }
}
