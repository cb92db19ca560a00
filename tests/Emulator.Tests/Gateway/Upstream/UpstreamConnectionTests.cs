using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Upstream;

/// <summary>Hostile answers of an upstream (E-52): a gateway error or a body cut short, never a second answer, never a poisoned connection.</summary>
public sealed class UpstreamConnectionTests
{
    private const int Patience = 60_000;
    private const string Poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    public static TheoryData<string, string> Heads => new()
    {
        { "E-52: a carriage return in a header", "HTTP/1.1 200 OK\r\nx-a: 1\rSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n" },
        { "E-52: a line feed in a header", "HTTP/1.1 200 OK\r\nx-a: 1\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n" },
        { "E-52: an answer within a header", "HTTP/1.1 200 OK\r\nx-a: 1\n\nHTTP/1.1 200 OK\r\n\r\n" },
        { "E-52: a folded line", "HTTP/1.1 200 OK\r\nx-a: 1\r\n Set-Cookie: a=1\r\nContent-Length: 0\r\n\r\n" },
        { "E-52: a NUL in a header", "HTTP/1.1 200 OK\r\nx-a: 1\0\r\nContent-Length: 0\r\n\r\n" },
        { "E-52: an escape in a header", "HTTP/1.1 200 OK\r\nx-a: \u001b[31m\r\nContent-Length: 0\r\n\r\n" },
        { "a header without a colon", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n" },
        { "a header without a name", "HTTP/1.1 200 OK\r\n: 1\r\n\r\n" },
        { "a space before the colon", "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\n{}" },
        { "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x" },
        { "a list of lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\n{}" },
        { "a length with a sign", "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\n{}" },
        { "a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}" },
        { "a length beyond 64 bits", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}" },
        { "a length and chunks", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "an unknown coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}" },
        { "a second coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" },
        { "chunked twice", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "garbage for a status line", "\u0015\u0003\u0001 what is this\r\n\r\n" },
        { "a status of two digits", "HTTP/1.1 20 OK\r\n\r\n" },
        { "a status that is no number", "HTTP/1.1 abc OK\r\n\r\n" },
        { "a status of four digits", "HTTP/1.1 1000 OK\r\n\r\n" },
        { "a status below all", "HTTP/1.1 099 OK\r\n\r\n" },
        { "HTTP/2", "HTTP/2 200\r\n\r\n" },
        { "a status line without end", "HTTP/1.1 200 " + new string('a', 200_000) },
        { "a header without end", "HTTP/1.1 200 OK\r\nx-a: " + new string('a', 200_000) },
        { "headers without end", "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("x-a: 1\r\n", 5_000)) },
        { "few headers of many bytes", "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat($"x-a: {new string('a', 60_000)}\r\n", 10)) + "\r\n" },
        { "interim answers without end", string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 1_000)) },
        { "protocols switched", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" },
        { "an interim answer and the end", "HTTP/1.1 100 Continue\r\n\r\n" },
        { "half a head", "HTTP/1.1 200 OK\r\nContent-Le" },
        { "nothing", "" },
    };

    public static TheoryData<string, string> Bodies => new()
    {
        { "a body shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc" },
        { "a last chunk that is missing", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n" },
        { "trailers that do not end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-a: 1\r\n" },
        { "trailers without number", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n" + string.Concat(Enumerable.Repeat("x-a: 1\r\n", 5_000)) },
        { "a chunk longer than its size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n" },
        { "a chunk without a size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n\r\n" },
        { "a negative chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n-1\r\n" },
        { "a chunk of 2^64", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10000000000000000\r\n" },
        { "line feeds alone", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\n\n" },
        { "an extension without end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3;" + new string('a', 200_000) },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Heads))]
    public async Task A_head_that_is_no_answer_is_a_gateway_error(string because, string bytes)
    {
        await using var upstream = SocketUpstream.Closing(bytes);
        foreach (var isStreamed in (bool[])[false, true])
        {
            await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed)));

            var answers = await gateway.ConverseAsync(Closing("/test/x"));

            Assert.True(answers is [{ StatusCode: 504, IsComplete: true }], $"{because}: {string.Join(", ", answers.Select(answer => answer.FirstLine))}");
            Assert.Equal("""{"message": "Network error communicating with endpoint"}""", answers[0].Text);
            Assert.False(answers[0].Headers.Contains("Set-Cookie"), because);
        }
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_breaks_off_is_an_error_or_is_seen_to_break_off(string because, string bytes)
    {
        await using var upstream = SocketUpstream.Closing(bytes);
        await using var buffered = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        await using var streamed = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed: true)));

        var whole = await buffered.ConverseAsync(Closing("/test/x"));
        var parts = await streamed.ConverseAsync(Closing("/test/x"));

        Assert.True(whole is [{ StatusCode: 504 }], because);
        Assert.True(parts is [{ StatusCode: 200, IsComplete: false }], because);
    }

    [Theory(Timeout = Patience)]
    [InlineData("past its length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" + Poison)]
    [InlineData("past its last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + Poison)]
    [InlineData("where there is no body", "HTTP/1.1 204 No Content\r\n\r\n" + Poison)]
    [InlineData("after what is not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 51\r\n\r\n" + Poison)]
    [InlineData("after an answer that closes", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}" + Poison)]
    public async Task What_an_upstream_sends_past_its_answer_is_nobody_s(string because, string bytes)
    {
        var calls = 0;
        await using var upstream = SocketUpstream.Doing((stream, _, token) =>
            stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(Interlocked.Increment(ref calls) == 1 ? bytes : SocketUpstream.Ok), token).AsTask());
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var first = await gateway.ConverseAsync(Closing("/test/first"));
        var second = await gateway.ConverseAsync(Closing("/test/second"));

        Assert.True(first.Count == 1, because);
        Assert.DoesNotContain("poison", first[0].Text, StringComparison.Ordinal);
        Assert.True(second is [{ StatusCode: 200, Text: "{}" }], because);
        Assert.Equal(2, upstream.Connections);
    }

    [Fact(Timeout = Patience)]
    public async Task The_answer_to_HEAD_has_no_body_whatever_the_upstream_sends()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 51\r\n\r\n" + Poison);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answer = await gateway.SendAsync(GatewayBench.Head("HEAD", "/test/x", "Connection: close"));

        Assert.Equal(200, answer.StatusCode);
        Assert.Empty(answer.Body);
    }

    [Theory(Timeout = Patience)]
    [InlineData(false, 504)]
    [InlineData(true, 200)]
    public async Task A_reset_within_a_body_is_seen(bool isStreamed, int status)
    {
        await using var upstream = SocketUpstream.Doing(async (stream, _, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"u8.ToArray(), token);
            var socket = ((System.Net.Sockets.NetworkStream)stream).Socket;
            socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
            socket.Close();
        });
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream).With(BenchSetup.Proxy(isStreamed)));

        var answers = await gateway.ConverseAsync(Closing("/test/x"));

        // The reset may overtake the head, which is then none.
        Assert.True(answers is [{ StatusCode: var found } answer] && (found == status || found == 504) && (found == 504 || !answer.IsComplete));
    }

    private static byte[] Closing(string target) => System.Text.Encoding.Latin1.GetBytes(GatewayBench.Head("GET", target, "Connection: close"));
}
