using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

/// <summary>Clients that take their time (C-82). The limits are options; the server's own clock counts here, so each row takes some seconds.</summary>
public sealed class KestrelLimitsTests
{
    private const int Patience = 120_000;
    private static readonly TimeSpan SomeSeconds = TimeSpan.FromSeconds(20); // the default gives headers thirty

    public static TheoryData<string, string> Slow => new()
    {
        { "headers that do not end", $"GET /test/x HTTP/1.1\r\nHost: {GatewayBench.Host}\r\n" },
        { "a first line that does not end", "GET /te" },
        { "a body that does not end", GatewayBench.Head("POST", "/test/x", "Content-Length: 10") + "abc" },
        { "chunks that do not end", GatewayBench.Head("POST", "/test/x", "Transfer-Encoding: chunked") + "3\r\nabc\r\n" },
        { "a chunk extension that does not end", GatewayBench.Head("POST", "/test/x", "Transfer-Encoding: chunked") + "3;aaaa" },
        { "a body that is not begun", GatewayBench.Head("POST", "/test/x", "Content-Length: 10", "Expect: 100-continue") },
    };

    [Theory]
    [InlineData("the defaults", null, null, 30, 240, 11_650)]
    [InlineData("by switch", 2, 20_000, 2, 20_000, 20_000)]
    [InlineData("an answer that is read slowly has its fifteen minutes in any case", null, 1_000, 30, 1_000, 11_650)]
    public void The_server_has_the_switches_limits(string because, int? headersSeconds, int? leastBytes, int expectedSeconds, int expectedBytes, int expectedAnswerBytes)
    {
        var (defaults, options) = (new GatewaySwitches(), new KestrelServerOptions());

        KestrelLimits.Apply(options, defaults with
        {
            SlowestRequestHeaders = headersSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.SlowestRequestHeaders,
            LeastBodyBytesPerSecond = leastBytes ?? defaults.LeastBodyBytesPerSecond,
        });

        var limits = options.Limits;
        Assert.Equal(
            (because, expectedSeconds, expectedBytes, expectedAnswerBytes),
            (because, limits.RequestHeadersTimeout.TotalSeconds, limits.MinRequestBodyDataRate?.BytesPerSecond, (int?)limits.MinResponseDataRate?.BytesPerSecond));
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Slow))]
    public async Task A_client_that_stops_sending_is_cut_off_and_nothing_is_called(string because, string bytes)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = new GatewaySwitches { SlowestRequestHeaders = TimeSpan.FromSeconds(1) } });

        var answers = await gateway.ConverseAsync(Encoding.Latin1.GetBytes(bytes)).WaitAsync(SomeSeconds, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.True(answers.All(answer => answer.StatusCode is 100 or 408), $"{because}: {string.Join(", ", answers.Select(answer => answer.FirstLine))}");
        Assert.Empty(upstream.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task A_chunk_extension_without_end_is_broken_off()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(GatewayBench.Head("POST", "/test/x", "Transfer-Encoding: chunked") + "3;"), TestContext.Current.CancellationToken);
        var extension = new byte[1 << 20];
        Array.Fill(extension, (byte)'a');

        long sent = 0;
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (; sent < 1L << 30; sent += extension.Length)
            {
                await client.GetStream().WriteAsync(extension, TestContext.Current.CancellationToken);
            }
        });

        Assert.InRange(sent, 1, 18L * GatewayLimits.MaxBodyBytes * 2);
        Assert.Empty(upstream.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task A_client_that_stops_reading_is_cut_off()
    {
        await using var upstream = SocketUpstream.Answering($"HTTP/1.1 200 OK\r\nContent-Length: {GatewayLimits.MaxBodyBytes}\r\n\r\n{new string('a', GatewayLimits.MaxBodyBytes)}");
        var setup = BenchSetup.To(upstream) with { Switches = new GatewaySwitches { LeastBodyBytesPerSecond = GatewayLimits.MaxBodyBytes } };
        var stage = setup.Stages[0] with { AccessLogFormat = "$context.status" };
        await using var gateway = await GatewayBench.StartAsync(setup with { Stages = [stage] });
        using var client = await gateway.ConnectAsync();
        client.ReceiveBufferSize = 4 * 1024;

        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(GatewayBench.Head("GET", "/test/x")), TestContext.Current.CancellationToken);
        await gateway.Log.NextAsync("AccessLog").AsTask().WaitAsync(SomeSeconds, TimeProvider.System, TestContext.Current.CancellationToken); // the call is over, though nobody has read its answer

        var answer = await new RawReader(client.GetStream()).ReadAsync(hasBody: true, TestContext.Current.CancellationToken);
        Assert.False(answer?.IsComplete);
    }
}
