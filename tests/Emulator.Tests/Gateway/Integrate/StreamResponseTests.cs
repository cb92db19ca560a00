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

    [Theory]
    [InlineData("through an endpoint five minutes", "PRIVATE", 300)]
    [InlineData("regional likewise", "REGIONAL", 300)]
    [InlineData("at the edge thirty seconds", "EDGE", 30)]
    public async Task How_long_a_stream_may_be_silent_depends_on_the_endpoint_type(string because, string endpointType, int seconds)
    {
        var time = new ManualTimeProvider();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        var setup = Streamed(upstream).WithIntegration(integration => integration with { Timeout = TimeSpan.FromHours(1) });
        await using var gateway = await GatewayBench.StartAsync(setup with
        {
            Time = time,
            Api = setup.Api with { EndpointType = endpointType },
            Endpoint = endpointType == "PRIVATE" ? BenchSetup.DefaultEndpoint : null,
        });

        var start = time.GetUtcNow();
        using var client = await gateway.ConnectAsync();

        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        await client.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken); // the answer has begun
        using var rest = new StreamReader(client.GetStream());
        var ending = rest.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!ending.IsCompleted)
        {
            // The gateway arms its timers on its own threads: a step of virtual time waits a moment of real time for them.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.DoesNotContain("0\r\n\r\n", await ending, StringComparison.Ordinal);
        Assert.True((time.GetUtcNow() - start).TotalSeconds is var elapsed && elapsed >= seconds && elapsed <= seconds + 90, $"{because}: {elapsed}");
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

    [Theory]
    [InlineData("the timeout is total", false, false)]
    [InlineData("by switch it ends with the headers", true, true)]
    public async Task The_integration_s_timeout_covers_the_body_or_by_switch_the_headers(string because, bool endsAtHeaders, bool isComplete)
    {
        var time = new ManualTimeProvider();
        using var headersSeen = new SemaphoreSlim(0);
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na"u8.ToArray(), token);
            await headersSeen.WaitAsync(token);
            time.Advance(TimeSpan.FromSeconds(29));
            await stream.WriteAsync("b"u8.ToArray(), token);
        });
        await using var gateway = await GatewayBench.StartAsync(Streamed(upstream) with { Time = time, Switches = new GatewaySwitches { StreamTimeoutEndsAtHeaders = endsAtHeaders } });
        using var client = await gateway.ConnectAsync();

        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        await client.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken); // the answer has begun
        headersSeen.Release();
        using var rest = new StreamReader(client.GetStream());
        var text = isComplete ? "" : await rest.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (isComplete && !text.EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            text += (char)rest.Read();
        }

        Assert.True(text.EndsWith("0\r\n\r\n", StringComparison.Ordinal) == isComplete, $"{because}: {text}");
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
    [InlineData("five minutes of silence", true, 3_600, 300)]
    [InlineData("fifteen minutes in all", false, 3_600, 900)]
    [InlineData("the integration's timeout", false, 30, 30)]
    public async Task A_stream_is_cut_at_its_limits(string because, bool isSilent, int timeoutSeconds, int leastSeconds)
    {
        var time = new ManualTimeProvider();
        var start = time.GetUtcNow();
        using var mayWrite = new SemaphoreSlim(1);
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            while (true)
            {
                await mayWrite.WaitAsync(token);
                await stream.WriteAsync("1\r\na\r\n"u8.ToArray(), token);
            }
        });
        var setup = Streamed(upstream).WithIntegration(integration => integration with { Timeout = TimeSpan.FromSeconds(timeoutSeconds) });
        await using var gateway = await GatewayBench.StartAsync(setup with { Time = time });

        var answering = gateway.GetAsync("/test/x");
        while (!answering.IsCompleted)
        {
            // The gateway arms its timers on its own threads: a step of virtual time waits a moment of real time for them.
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(10));
            if (!isSilent)
            {
                mayWrite.Release();
            }
        }

        Assert.False((await answering).IsComplete, because);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromSeconds(leastSeconds), because);
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
