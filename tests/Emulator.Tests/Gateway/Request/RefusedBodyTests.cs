using System.Text;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

/// <summary>A body that is refused for its size: what stands in it is a body, whatever it looks like.</summary>
public sealed class RefusedBodyTests
{
    private const int OneTooMany = 10_485_761;
    private static readonly string Smuggled = GatewayBench.Head("GET", "/test/smuggled");

    [Theory]
    [InlineData("with its length", false)]
    [InlineData("in one chunk", true)]
    public async Task A_request_within_a_refused_body_is_not_answered(string because, bool isChunked)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        var body = string.Concat(Enumerable.Repeat(Smuggled, (OneTooMany / Smuggled.Length) + 1))[..OneTooMany];
        var request = isChunked
            ? GatewayBench.Head("POST", "/test/x", "Transfer-Encoding: chunked") + $"{OneTooMany:x}\r\n{body}\r\n0\r\n\r\n"
            : GatewayBench.Head("POST", "/test/x", $"Content-Length: {OneTooMany}") + body;

        var answers = await gateway.ConverseAsync(Encoding.Latin1.GetBytes(request + Smuggled));

        Assert.True(answers is [{ StatusCode: 413 }], $"{because}: {string.Join(' ', answers.Select(answer => answer.StatusCode))}");
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task A_request_after_a_length_that_is_refused_unread_is_not_answered_either()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answers = await gateway.ConverseAsync(Encoding.Latin1.GetBytes(GatewayBench.Head("POST", "/test/x", $"Content-Length: {OneTooMany}") + Smuggled + Smuggled));

        Assert.Equal(413, Assert.Single(answers).StatusCode);
        Assert.Empty(upstream.Requests);
    }
}
