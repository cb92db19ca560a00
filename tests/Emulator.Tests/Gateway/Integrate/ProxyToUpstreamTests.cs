using System.Net;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class ProxyToUpstreamTests
{
    private const string Label = "a-label-of-fifty-one-characters-with-its-full-stop.";
    private const string Network = """{"message": "Network error communicating with endpoint"}""";
    private const string Internal = """{"message": "Internal server error"}""";
    private static readonly GatewaySwitches Other = new()
    {
        WhenNotConnected = HttpStatusCode.InternalServerError,
        WhenNameNotResolved = HttpStatusCode.GatewayTimeout,
        WhenCutMidBody = HttpStatusCode.InternalServerError,
    };

    public static TheoryData<string, string> NoAnswers => new()
    {
        { "closed before a byte", "" },
        { "garbage instead of a status line", "SSH-2.0-x\r\n\r\n" },
        { "a status out of range", "HTTP/1.1 099 No\r\n\r\n" },
        { "cut within the headers", "HTTP/1.1 200 OK\r\nX-A: 1" },
        { "a header without a colon", "HTTP/1.1 200 OK\r\nX-A\r\n\r\n" },
        { "a folded header", "HTTP/1.1 200 OK\r\nX-A: 1\r\n folded\r\n\r\n" },
        { "a space before the colon", "HTTP/1.1 200 OK\r\nX-A : 1\r\n\r\n" },
        { "a carriage return in a value", "HTTP/1.1 200 OK\r\nX-A: 1\rX-B: 2\r\n\r\n" },
        { "a zero in a value", "HTTP/1.1 200 OK\r\nX-A: 1\0\r\n\r\n" },
        { "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab" },
        { "a length with a sign", "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na" },
        { "100 and then nothing", "HTTP/1.1 100 Continue\r\n\r\n" },
        { "a switch of protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" },
    };

    public static TheoryData<string, string> CutBodies => new()
    {
        { "fewer bytes than announced", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc" },
        { "no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n" },
        { "a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n" },
        { "a chunk size beyond 64 bits", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc" },
        { "a chunk longer than its size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task No_proper_answer_is_a_network_error_or_by_switch_an_internal_one(string because, string bytes)
    {
        await using var upstream = SocketUpstream.Closing(bytes);

        await AssertFailsAsync(because, BenchSetup.To(upstream), 504, Network);
        await AssertFailsAsync(because, BenchSetup.To(upstream) with { Switches = Other }, 500, Internal);
    }

    [Theory]
    [MemberData(nameof(CutBodies))]
    public async Task A_body_that_breaks_off_is_a_network_error_or_by_switch_an_internal_one(string because, string bytes)
    {
        await using var upstream = SocketUpstream.Closing(bytes);

        await AssertFailsAsync(because, BenchSetup.To(upstream), 504, Network);
        await AssertFailsAsync(because, BenchSetup.To(upstream) with { Switches = Other }, 500, Internal);
    }

    [Fact]
    public async Task A_refused_connection_is_a_network_error_or_by_switch_an_internal_one()
    {
        var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream);
        await upstream.DisposeAsync();

        await AssertFailsAsync("nobody listens", setup, 504, Network);
        await AssertFailsAsync("nobody listens", setup with { Switches = Other }, 500, Internal);
    }

    [Theory]
    [InlineData("a name that never resolves", "https://no-such-host.invalid/{proxy}", 504)]
    [InlineData("a name longer than a name can be", $"https://{Label}{Label}{Label}{Label}{Label}{Label}example/{{proxy}}", 504)]
    [InlineData("a private address", "https://10.0.0.1/{proxy}", 500)]
    [InlineData("the loopback address", "https://127.0.0.1/{proxy}", 500)]
    [InlineData("a name that leads to it", "https://localhost/{proxy}", 500)]
    [InlineData("an unbound placeholder", "https://upstream.example/{other}", 500)]
    [InlineData("an undefined stage variable", "https://${stageVariables.nowhere}/{proxy}", 500)]
    [InlineData("a port that is not served", "https://upstream.example:444/{proxy}", 500)]
    [InlineData("userinfo", "https://user@upstream.example/{proxy}", 500)]
    [InlineData("another scheme", "ftp://upstream.example/{proxy}", 500)]
    public async Task An_address_that_cannot_be_called_is_an_internal_error(string because, string uri, int byOtherSwitches)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var setup = BenchSetup.To(upstream).WithIntegration(integration => integration with { Uri = uri });

        await AssertFailsAsync(because, setup, 500, Internal);
        await AssertFailsAsync(because, setup with { Switches = Other }, byOtherSwitches, byOtherSwitches == 500 ? Internal : Network);
        Assert.Empty(upstream.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upstream_that_stays_silent_is_a_timeout_at_the_integration_s_own_time(bool isStreamed)
    {
        var time = new ManualTimeProvider();
        await using var upstream = SocketUpstream.Doing((_, _, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(29));
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });

        await AssertFailsAsync("no answer", BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed)) with { Time = time }, 504, """{"message": "Endpoint request timed out"}""");
    }

    [Fact]
    public async Task A_timeout_counts_until_the_end_of_a_buffered_body()
    {
        var time = new ManualTimeProvider();
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(28));
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\na"u8.ToArray(), token);
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });

        await AssertFailsAsync("a slow body", BenchSetup.To(upstream) with { Time = time }, 504, """{"message": "Endpoint request timed out"}""");
    }

    [Fact]
    public async Task Interim_responses_are_skipped()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.GetAsync("/test/x");

        Assert.Equal(200, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Link"));
    }

    [Fact]
    public async Task A_connection_that_the_upstream_closed_meanwhile_costs_no_call()
    {
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), token);
            stream.Close();
        });
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(200, (await gateway.GetAsync("/test/x")).StatusCode);
        }
    }

    private static async Task AssertFailsAsync(string because, BenchSetup setup, int status, string body)
    {
        await using var gateway = await GatewayBench.StartAsync(setup);

        var answer = await gateway.GetAsync("/test/x");

        Assert.True(answer.StatusCode == status, $"{because}: {answer.FirstLine}");
        Assert.Equal(body, answer.Text);
        Assert.Equal("InternalServerErrorException", answer.Header("x-amzn-ErrorType"));
        Assert.DoesNotContain(answer.Headers, line => line.Name.StartsWith("x-amzn-Remapped", StringComparison.OrdinalIgnoreCase));
    }
}
