using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>How long a stream may take, and be silent.</summary>
public sealed class StreamTimesTests
{
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

    private static BenchSetup Streamed(SocketUpstream upstream) => BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed: true));
}
