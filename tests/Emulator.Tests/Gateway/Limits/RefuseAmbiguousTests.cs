using System.Text;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Limits;

/// <summary>Hostile requests over a raw socket. Each is followed by an honest one on the same connection, which nobody may mistake for a part of the first.</summary>
public sealed class RefuseAmbiguousTests
{
    private const int Patience = 60_000;
    private const string Chunked = "Transfer-Encoding: chunked\r\n";
    private static readonly string Second = GatewayBench.Head("GET", "/test/second", "Connection: close");

    public static TheoryData<string, string, string> Refused => new()
    {
        { "E-38: a length and chunks", Chunked + "Content-Length: 3\r\n", "0\r\n\r\n" },
        { "E-38: the other way round", "Content-Length: 3\r\n" + Chunked, "0\r\n\r\n" },
        { "E-38: a length and no coding at all", "Content-Length: 5\r\nTransfer-Encoding: identity\r\n", "abcde" },
        { "E-38: an empty coding", "Transfer-Encoding: \r\n", "" },
        { "E-38: a coding that begins like chunked", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" },
        { "E-38: chunked is not the last", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" },
        { "E-38: chunked is not the only", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n" },
        { "E-38: chunked twice", "Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n" },
        { "E-38: chunked twice, in two lines", Chunked + Chunked, "0\r\n\r\n" },
        { "E-38: another coding in a second line", Chunked + "Transfer-Encoding: x\r\n", "0\r\n\r\n" },
        { "E-38: a coding with a parameter", "Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n" },
        { "E-38: a coding in quotes", "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n" },
        { "E-38: a vertical tab before the coding", "Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n" },
        { "E-38: a space before the colon", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n" },
        { "E-39: two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n", "abc" },
        { "E-39: a length twice", "Content-Length: 3\r\nContent-Length: 3\r\n", "abc" },
        { "E-39: a plus", "Content-Length: +5\r\n", "abcde" },
        { "E-39: hexadecimal", "Content-Length: 0x5\r\n", "abcde" },
        { "E-39: a list", "Content-Length: 5,5\r\n", "abcde" },
        { "E-39: a list with a space", "Content-Length: 5, 5\r\n", "abcde" },
        { "E-39: a minus", "Content-Length: -1\r\n", "" },
        { "E-39: a minus before zero", "Content-Length: -0\r\n", "" },
        { "E-39: 20 digits", "Content-Length: 99999999999999999999\r\n", "" },
        { "E-39: 300 digits", "Content-Length: " + new string('0', 299) + "5\r\n", "abcde" },
        { "E-39: a space within", "Content-Length: 5 5\r\n", "abcde" },
        { "E-39: a vertical tab", "Content-Length: \v5\r\n", "abcde" },
        { "E-39: a fraction", "Content-Length: 5.0\r\n", "abcde" },
        { "E-39: nothing", "Content-Length: \r\n", "" },
        { "E-41: a size of 2^64", Chunked, "10000000000000000\r\nabc" },
        { "E-41: a size of 2^63 - 1", Chunked, "7fffffffffffffff\r\nabc" },
        { "E-41: a size with leading zeros without end", Chunked, new string('0', 40) + "3\r\nabc\r\n0\r\n\r\n" },
        { "E-41: a negative size", Chunked, "-1\r\nabc" },
        { "E-41: a size with a plus", Chunked, "+3\r\nabc\r\n0\r\n\r\n" },
        { "E-41: a size with 0x", Chunked, "0x3\r\nabc\r\n0\r\n\r\n" },
        { "E-41: a size after a space", Chunked, " 3\r\nabc\r\n0\r\n\r\n" },
        { "E-41: no size", Chunked, "\r\nabc\r\n0\r\n\r\n" },
        { "E-41: no number", Chunked, "zz\r\nabc" },
        { "E-41: no CRLF after the chunk", Chunked, "3\r\nabcXX0\r\n\r\n" },
        { "E-41: more bytes than the size", Chunked, "3\r\nabcd\r\n0\r\n\r\n" },
        { "E-41: line feeds alone", Chunked, "3\nabc\n0\n\n" },
        { "E-41: a line feed in an extension", Chunked, "3;a\nxx\r\nabc\r\n0\r\n\r\n" },
        { "E-41: a carriage return in an extension", Chunked, "3;a\rxx\r\nabc\r\n0\r\n\r\n" },
        { "E-41: a trailer that is no header", Chunked, "0\r\nbad trailer\r\n\r\n" },
        { "E-41: an extension of 1 MB", Chunked, "3;" + new string('a', 1 << 20) + "\r\nabc\r\n0\r\n\r\n" },
        { "E-41: an extension at each chunk", Chunked, string.Concat(Enumerable.Repeat("1;" + new string('a', 1_000) + "\r\na\r\n", 100)) + "0\r\n\r\n" },
        { "C-37: a folded line", "x-a: 1\r\n folded\r\n", "" },
        { "C-37: folded with a tab", "x-a: 1\r\n\tfolded\r\n", "" },
        { "C-37: a space before a name", " x-a: 1\r\n", "" },
        { "C-37: a space before a colon", "x-a : 1\r\n", "" },
        { "a line feed that ends a line for some", "x-a: 1\nx-b: 2\r\n", "" },
        { "a carriage return that ends a line for some", "x-a: 1\rx-b: 2\r\n", "" },
        { "a NUL in a name", "x\0a: 1\r\n", "" },
        { "a NUL in a value", "x-a: a\0b\r\n", "" },
        { "a control character in a value", "x-a: a\u0001b\r\n", "" },
        { "a DEL in a value", "x-a: a\u007fb\r\n", "" },
        { "a name that is no token", "x(a: 1\r\n", "" },
        { "a name beyond ASCII", "x\u00e9: 1\r\n", "" },
        { "an empty name", ": 1\r\n", "" },
        { "no colon", "x-a\r\n", "" },
        { "two hosts", "Host: other.example\r\n", "" },
        { "the same host twice", $"Host: {GatewayBench.Host}\r\n", "" },
    };

    public static TheoryData<string, string, string> Plain => new()
    {
        { "no body", "", "" },
        { "a length with leading zeros is a number", "Content-Length: 005\r\n", "abcde" },
        { "spaces around a length are none of it", "Content-Length: \t5 \r\n", "abcde" },
        { "a header that only looks like a length", "Content_Length: 5\r\n", "" },
        { "chunks in capitals", "Transfer-Encoding: CHUNKED\r\n", "5\r\nabcde\r\n0\r\n\r\n" },
        { "a small extension", Chunked, "5;name=value\r\nabcde\r\n0\r\n\r\n" },
        { "chunks of one byte", Chunked, "1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n0\r\n\r\n" },
        { "trailers, which nobody sees", Chunked, "5\r\nabcde\r\n0\r\nContent-Length: 50\r\nx-api-key: other\r\n\r\n" },
        { "a body of the length that another header would hide", "Connection: Content-Length\r\nContent-Length: 5\r\n", "abcde" },
        { "an upgrade that nobody makes", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n", "" },
        { "an upgrade to HTTP/2", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n", "" },
        { "an expectation that nobody knows", "Expect: 200-ok\r\n", "" },
        { "bytes beyond ASCII in a value", "x-a: \u00e9\r\n", "" },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Refused))]
    public async Task What_could_smuggle_a_second_request_is_refused_and_the_connection_closed(string because, string headers, string body)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answers = await gateway.ConverseAsync(Request(headers, body));

        Assert.True(answers is [{ StatusCode: 400 }], $"{because}: {string.Join(", ", answers.Select(answer => answer.FirstLine))}");
        Assert.Empty(upstream.Requests);
    }

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Plain))]
    public async Task What_has_one_meaning_is_one_request_and_the_next_is_another(string because, string headers, string body)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answers = await gateway.ConverseAsync(Request(headers, body));

        Assert.True(answers is [{ StatusCode: 200 }, { StatusCode: 200 }], $"{because}: {string.Join(", ", answers.Select(answer => answer.FirstLine))}");
        Assert.Equal(["POST /x HTTP/1.1", "GET /second HTTP/1.1"], upstream.Requests.Select(request => request.FirstLine));
        Assert.Equal(body.Length == 0 ? "" : "abcde", upstream.Requests[0].Text);
        Assert.Equal($"{upstream.Requests[0].Body.Length}", upstream.Requests[0].Header("Content-Length"));
        Assert.DoesNotContain(upstream.Requests, request => request.Headers.Contains("Transfer-Encoding") || request.Headers.Contains("Upgrade") || request.Headers.Contains("Expect"));
    }

    [Theory(Timeout = Patience)]
    [InlineData("chunks, which HTTP/1.0 does not know", "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("a body without a length", "Connection: keep-alive\r\n", "abc")]
    public async Task HTTP_1_0_has_lengths_only(string because, string headers, string body)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answers = await gateway.ConverseAsync(Request(headers, body, "HTTP/1.0"));

        Assert.True(answers is [{ StatusCode: 400 }], because);
        Assert.Empty(upstream.Requests);
    }

    [Fact(Timeout = Patience)]
    public async Task A_body_shorter_than_its_length_reaches_nobody()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();

        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(GatewayBench.Head("POST", "/test/x", "Content-Length: 10") + "abc"), TestContext.Current.CancellationToken);
        stream.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await new RawReader(stream).ReadAsync(hasBody: true, TestContext.Current.CancellationToken);

        Assert.Empty(upstream.Requests);
        Assert.Equal(200, (await gateway.GetAsync("/test/next")).StatusCode);
    }

    private static byte[] Request(string headers, string body, string version = "HTTP/1.1") =>
        Encoding.Latin1.GetBytes($"POST /test/x {version}\r\nHost: {GatewayBench.Host}\r\n{headers}\r\n{body}{Second}");
}
