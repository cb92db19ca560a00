using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class StreamResponseTests
{
    [Theory]
    [InlineData("the upstream closes early", false)]
    [InlineData("the same with a clean end by switch", true)]
    public async Task A_stream_that_breaks_off_ends_without_its_last_chunk(string because, bool endsCleanly)
    {
        await using var upstream = SocketUpstream.Closing("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream) with { Switches = new GatewaySwitches { EndsCutStreamsCleanly = endsCleanly } });

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal("HTTP/1.1 200 OK", answer.FirstLine);
        Assert.Equal("abc", answer.Text);
        Assert.True(answer.IsComplete == endsCleanly, because);
    }

    [Fact]
    public async Task The_headers_do_not_wait_for_the_body()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 201 Made\r\nContent-Length: 1\r\n\r\n"u8.ToArray(), token);
            await mayGoOn.Task.WaitAsync(token);
            await stream.WriteAsync("a"u8.ToArray(), token);
        });
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream));
        using var client = await gateway.ConnectAsync();

        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        var begin = new byte["HTTP/1.1 201".Length];
        await client.GetStream().ReadExactlyAsync(begin, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        mayGoOn.SetResult();

        Assert.Equal("HTTP/1.1 201"u8.ToArray(), begin);
    }

    [Fact]
    public async Task What_has_come_of_a_chunk_does_not_wait_for_its_line_end()
    {
        var mayGoOn = new TaskCompletionSource();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello"u8.ToArray(), token);
            await mayGoOn.Task.WaitAsync(token);
            await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), token);
        });
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream));
        using var client = await gateway.ConnectAsync();

        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        var (seen, buffer) = ("", new byte[4096]);
        while (!seen.Contains("hello", StringComparison.Ordinal))
        {
            var read = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.NotEqual(0, read);
            seen += System.Text.Encoding.Latin1.GetString(buffer, 0, read);
        }

        mayGoOn.SetResult();
    }

    [Fact]
    public async Task A_short_answer_that_is_there_leaves_in_one_piece()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream));
        using var client = await gateway.ConnectAsync();

        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        var piece = new byte[16 * 1024];
        var length = await client.GetStream().ReadAsync(piece, TestContext.Current.CancellationToken);

        Assert.EndsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n", System.Text.Encoding.ASCII.GetString(piece, 0, length), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, """{"message": "Network error communicating with endpoint"}""", "InternalServerErrorException")]
    [InlineData(true, "", null)]
    public async Task An_error_before_the_headers_is_a_normal_one_or_by_switch_a_bare_status(bool empties, string body, string? errorType)
    {
        await using var upstream = SocketUpstream.Closing("");
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream) with { Switches = new GatewaySwitches { EmptiesStreamErrors = empties } });

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(504, answer.StatusCode);
        Assert.Equal(body, answer.Text);
        Assert.Equal(errorType, answer.Header("x-amzn-ErrorType"));
        Assert.NotNull(answer.Header("x-amzn-RequestId"));
    }

    [Fact]
    public async Task A_stream_is_not_compressed_nor_converted()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nYWJj"u8[..].ToArray());
        var setup = Streamed(upstream);
        await using var gateway = await GatewayBench.StartAsync(setup with { Api = setup.Api with { MinimumCompressionSizeBytes = 0, BinaryMediaTypes = ["image/png"] } });

        var answer = await gateway.GetAsync("/test/x", "Accept-Encoding: gzip", "Accept: image/png");

        Assert.Equal("YWJj", answer.Text);
        Assert.Null(answer.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "3")]
    public async Task The_length_is_the_upstream_s_only_by_switch(bool usesLength, string? length)
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream) with { Switches = new GatewaySwitches { StreamsWithUpstreamLength = usesLength } });

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal("abc", answer.Text);
        Assert.Equal(length, answer.Header("Content-Length"));
        Assert.Equal(usesLength ? null : "chunked", answer.Header("Transfer-Encoding"));
        Assert.Equal("3", answer.Header("x-amzn-Remapped-Content-Length"));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_pass_a_stream_unharmed()
    {
        byte[] body = [0, 0xff, 0xfe, 0x1f, 0x8b, (byte)'a'];
        await using var upstream = SocketUpstream.Answering([.. "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 6\r\n\r\n"u8, .. body]);
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream));

        Assert.Equal(body, (await gateway.GetAsync("/test/x")).Body);
    }

    [Fact]
    public async Task A_stream_may_be_longer_than_a_buffered_answer()
    {
        var body = new byte[GatewayLimits.MaxBodyBytes + 1];
        await using var upstream = SocketUpstream.Answering([.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]);
        await using var streaming = await GatewayBench.StartAsync(Streamed(upstream));
        await using var buffering = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        Assert.Equal(body.Length, (await streaming.GetAsync("/test/x")).Body.Length);
        var refused = await buffering.GetAsync("/test/x");

        Assert.Equal("""{"message": "Internal server error"}""", refused.Text);
    }

    [Theory]
    [InlineData("beyond ten megabytes it waits for time to pass", true, false)]
    [InlineData("by switch it does not", false, true)]
    public async Task A_long_stream_is_paced_or_by_switch_is_not(string because, bool isPaced, bool ends)
    {
        var time = new ManualTimeProvider();
        var body = new byte[GatewayLimits.UnthrottledStreamBytes + (4 * 64 * 1024)];
        await using var upstream = SocketUpstream.Answering([.. System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"), .. body]);
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream) with { Time = time, Switches = new GatewaySwitches { PacesStreams = isPaced } });

        var call = gateway.GetAsync("/test/x");
        var waits = Task.Delay(TimeSpan.FromSeconds(ends ? 30 : 3), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.True((await Task.WhenAny(call, waits) == call) == ends, because);
        while (!call.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(body.Length, (await call).Body.Length);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_call_to_the_upstream()
    {
        var gone = new TaskCompletionSource();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"u8.ToArray(), token);
            if (await stream.ReadAsync(new byte[1], token) == 0)
            {
                gone.SetResult();
            }
        });
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream));
        using (var client = await gateway.ConnectAsync())
        {
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
            await client.GetStream().ReadExactlyAsync(new byte[100], TestContext.Current.CancellationToken);
        }

        await gone.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static BenchSetup Streamed(SocketUpstream upstream) => BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed: true));
}
