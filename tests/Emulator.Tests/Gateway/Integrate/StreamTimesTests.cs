using System.Net.Sockets;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>How long a stream may take, and be silent.</summary>
public sealed class StreamTimesTests
{
    // The gateway arms its timers on its own threads: a step of virtual time waits a moment of real time for them.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan While = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongerThanAnyLimit = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("through an endpoint five minutes", "PRIVATE", 300, 900)]
    [InlineData("regional likewise", "REGIONAL", 300, 900)]
    [InlineData("at the edge thirty seconds", "EDGE", 30, 300)]
    public async Task How_long_a_stream_may_be_silent_depends_on_the_endpoint_type(string because, string endpointType, int leastSeconds, int belowSeconds)
    {
        var time = new ManualTimeProvider();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        var setup = Streamed(upstream).WithIntegration(integration => integration with { Timeout = TimeSpan.FromHours(2) });
        await using var gateway = await GatewayBench.StartAsync(setup with
        {
            Time = time,
            Api = setup.Api with { EndpointType = endpointType },
            Endpoint = endpointType == "PRIVATE" ? BenchSetup.DefaultEndpoint : null,
        });
        using var client = await gateway.ConnectAsync();

        var rest = await BegunAsync(client);
        var passed = await PassTimeAsync(time, rest, () => { });

        Assert.True(passed.TotalSeconds >= leastSeconds && passed.TotalSeconds < belowSeconds, $"{because}: {passed}");
        Assert.False((await rest)?.IsComplete, because);
    }

    [Theory(Timeout = 20_000)]
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

        var rest = await BegunAsync(client);
        headersSeen.Release();

        Assert.True((await rest)?.IsComplete == isComplete, because);
    }

    [Theory]
    [InlineData("five minutes of silence", true, 7_200, 300, 900)]
    [InlineData("fifteen minutes in all", false, 7_200, 900, 3_600)]
    [InlineData("the integration's timeout", false, 30, 30, 300)]
    public async Task A_stream_is_cut_at_its_limits(string because, bool isSilent, int timeoutSeconds, int leastSeconds, int belowSeconds)
    {
        var time = new ManualTimeProvider();
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
        using var client = await gateway.ConnectAsync();

        var rest = await BegunAsync(client);
        var passed = await PassTimeAsync(time, rest, isSilent ? () => { } : () => mayWrite.Release());

        Assert.True(passed.TotalSeconds >= leastSeconds && passed.TotalSeconds < belowSeconds, $"{because}: {passed}");
        Assert.False((await rest)?.IsComplete, because);
    }

    private static BenchSetup Streamed(SocketUpstream upstream) => BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed: true));

    /// <summary>Calls, and waits for the answer to begin. What follows is read on: the answer without its first letter.</summary>
    private static async Task<Task<RawAnswer?>> BegunAsync(TcpClient client)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        return new RawReader(stream).ReadAsync(hasBody: true, TestContext.Current.CancellationToken);
    }

    /// <summary>How much time it took. A timer that has gone off is given a while to be heard of.</summary>
    private static async Task<TimeSpan> PassTimeAsync(ManualTimeProvider time, Task until, Action eachStep)
    {
        var (start, armed) = (time.GetUtcNow(), 0);
        while (!until.IsCompleted && time.GetUtcNow() - start < LongerThanAnyLimit)
        {
            await Task.Delay(Moment, TimeProvider.System, TestContext.Current.CancellationToken);
            if (time.ArmedTimers < armed)
            {
                await Task.WhenAny(until, Task.Delay(While, TimeProvider.System, TestContext.Current.CancellationToken));
            }

            armed = time.ArmedTimers;
            time.Advance(Step);
            eachStep();
        }

        return time.GetUtcNow() - start;
    }
}
