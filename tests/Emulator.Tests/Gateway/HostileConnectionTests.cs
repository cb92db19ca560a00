using System.Net.Sockets;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

/// <summary>What is no HTTP/1.1, or not quite, at the socket of a listener.</summary>
public sealed class HostileConnectionTests
{
    private const int Patience = 60_000;
    private static readonly string Second = GatewayBench.Head("GET", "/test/second", "Connection: close");

    public static TheoryData<string, string, string> FirstLines => new()
    {
        { "two requests at once are answered in order", "GET /test/x HTTP/1.1", "200 200" },
        { "an old version closes", "GET /test/x HTTP/1.0", "200" },
        { "no version", "GET /test/x", "400" },
        { "a version of the future", "GET /test/x HTTP/2.0", "505" },
        { "a version in small letters", "GET /test/x http/1.1", "505" },
        { "a space too many", "GET  /test/x HTTP/1.1", "400" },
        { "a space in the target", "GET /test/a b HTTP/1.1", "400" },
        { "tabs for spaces", "GET\t/test/x\tHTTP/1.1", "400" },
        { "a target that is no path", "GET test/x HTTP/1.1", "400" },
        { "no target", "GET  HTTP/1.1", "400" },
        { "the absolute form", $"GET https://{GatewayBench.Host}/test/x HTTP/1.1", "200 200" },
        { "the absolute form of somebody else", "GET http://other.example/test/x HTTP/1.1", "400" },
        { "the absolute form of no HTTP", $"GET ftp://{GatewayBench.Host}/test/x HTTP/1.1", "400" },
        { "the asterisk form names no stage", "OPTIONS * HTTP/1.1", "403 200" },
        { "the asterisk form of another method", "GET * HTTP/1.1", "405" },
        { "a tunnel", "CONNECT other.example:443 HTTP/1.1", "400" },
        { "a tunnel to here", $"CONNECT {GatewayBench.Host}:443 HTTP/1.1", "400" },
        { "the authority form of another method", "GET other.example:443 HTTP/1.1", "405" },
        { "a NUL", "GET /test/\0 HTTP/1.1", "400" },
        { "an encoded NUL", "GET /test/%00 HTTP/1.1", "400" },
        { "raw bytes beyond ASCII", "GET /test/\u00ff HTTP/1.1", "400" },
        { "an unknown method", "FOO /test/x HTTP/1.1", "403 200" },
        { "a method in small letters", "get /test/x HTTP/1.1", "403 200" },
        { "a method that is no token", "G(T /test/x HTTP/1.1", "400" },
        { "the name that stands for all methods", "ANY /test/x HTTP/1.1", "403 200" },
        { "the same by the header that overrides the method", "GET /test/x HTTP/1.1\r\nX-HTTP-Method-Override: any", "403 200" },
        { "TRACE", "TRACE /test/x HTTP/1.1", "403 200" },
        { "the preface of HTTP/2", "PRI * HTTP/2.0", "" },
        { "empty lines before", "\r\n\r\nGET /test/x HTTP/1.1", "200 200" },
    };

    public static TheoryData<string, string, string> Hosts => new()
    {
        { "none", "", "400" },
        { "an empty one names no API", "Host:\r\n", "403 200" },
        { "a list", $"Host: {GatewayBench.Host}, other.example\r\n", "400" },
        { "somebody in front", $"Host: user@{GatewayBench.Host}\r\n", "400" },
        { "a path", $"Host: {GatewayBench.Host}/test\r\n", "400" },
        { "a port that is none", $"Host: {GatewayBench.Host}:http\r\n", "400" },
        { "an address", "Host: [::1]\r\n", "403 200" },
        { "a tab within", $"Host: {GatewayBench.Host}\tx\r\n", "400" },
        { "letters beyond ASCII", "Host: b\u00fccher.example\r\n", "400" },
    };

    [Theory(Timeout = Patience)]
    [MemberData(nameof(FirstLines))]
    public Task A_first_line_has_one_meaning_or_is_refused(string because, string line, string statuses) => AssertAnsweredAsync(because, $"{line}\r\nHost: {GatewayBench.Host}\r\n\r\n", statuses);

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Hosts))]
    public Task A_host_has_one_meaning_or_is_refused(string because, string host, string statuses) => AssertAnsweredAsync(because, $"GET /test/x HTTP/1.1\r\n{host}\r\n", statuses);

    [Theory(Timeout = Patience)]
    [InlineData("TLS to the HTTP port", false, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n")]
    [InlineData("HTTP to the TLS port", true, "GET /test/x HTTP/1.1\r\n\r\n")]
    [InlineData("garbage to the TLS port", true, "\u0016\u0003\u0001\u00ff\u00ff garbage")]
    [InlineData("lines without end", false, "GET /test/x HTTP/1.1\nHost: x\n\n")]
    public async Task Another_protocol_is_closed_without_a_call(string because, bool isTls, string bytes)
    {
        using var authority = new CertificateAuthority(TimeProvider.System, "us-east-1");
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Certificate = isTls ? authority.ServerCertificate : null });
        using var client = await gateway.ConnectAsync();

        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);
        stream.Socket.Shutdown(SocketShutdown.Send);
        var answer = Encoding.Latin1.GetString(await ReadToEndAsync(stream));

        Assert.False(answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal), because);
        Assert.Empty(upstream.Requests);
    }

    /// <summary>Honest requests, damaged: whatever arrives, every connection ends, no upstream sees more requests than were answered, and the next caller is served.</summary>
    [Fact(Timeout = Patience)]
    public async Task Any_bytes_end_in_answers_or_a_closed_connection()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        string[] pieces =
        [
            "GET /test/x HTTP/1.1\r\n", "POST /test/x HTTP/1.1\r\n", $"Host: {GatewayBench.Host}\r\n", "Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "\r\n", "\n", "\r", "abc", "3\r\nabc\r\n", "0\r\n\r\n",
            "\0", "\u00ff", ":", " ", "%", "/..", "?", "#", ";", "Expect: 100-continue\r\n", "Connection: close\r\n",
        ];
        var streams = Gen.Elements(pieces).ListOf().Select(soup => $"GET /test/x HTTP/1.1\r\nHost: {GatewayBench.Host}\r\n" + string.Concat(soup)).Sample(300, 12);

        foreach (var bytes in streams)
        {
            var before = upstream.Requests.Count;
            using var client = await gateway.ConnectAsync();
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes + Second + Second), TestContext.Current.CancellationToken); // one of them ends whatever is open
            var answers = Statuses(await ReadToEndAsync(stream));

            var called = upstream.Requests.Count - before;
            Assert.True(called == answers.Count(status => status == "200"), $"{called} calls, answers {string.Join(' ', answers)} to {bytes}");
        }

        Assert.All(upstream.Requests, request => Assert.Matches("^[A-Z]+ /[!-~]* HTTP/1.1$", request.FirstLine));
        Assert.Equal(200, (await gateway.GetAsync("/test/next")).StatusCode);
    }

    private static async Task AssertAnsweredAsync(string because, string request, string statuses)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();

        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request + Second), TestContext.Current.CancellationToken);
        var found = string.Join(' ', Statuses(await ReadToEndAsync(client.GetStream())));

        Assert.True(found == statuses, $"{because}: {found}");
        Assert.Equal(statuses.Split(' ').Count(status => status == "200"), upstream.Requests.Count);
    }

    private static string[] Statuses(byte[] answers) => [.. Encoding.Latin1.GetString(answers).Split("HTTP/1.1 ").Skip(1).Select(answer => answer[..3])];

    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // a reset is an end like another
        }

        return received.ToArray();
    }
}
