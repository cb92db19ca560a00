using System.Reflection;
using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Microsoft.Net.Http.Headers;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class ClientHeadersTests
{
    // These the gateway drops, regenerates or spells itself.
    private static readonly string[] NotAsSent =
    [
        "Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-MD5", "Expect", "Host", "Max-Forwards", "Proxy-Authenticate", "Server", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "User-Agent", "Via", "WWW-Authenticate",
    ];

    [Fact]
    public async Task Every_name_reaches_the_upstream_in_the_client_s_spelling_and_order()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        var names = typeof(HeaderNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)
            .Where(name => name[0] != ':' && !NotAsSent.Contains(name))
            .SelectMany(name => new[] { name.ToLowerInvariant(), name.ToUpperInvariant() })
            .Append("tEsT-HEADeR").ToArray();

        await gateway.GetAsync("/test/x", [.. names.Select(name => $"{name}: v")]);

        Assert.Equal(names, upstream.Request.Headers.Where(line => line.Value == "v").Select(line => line.Name));
    }

    [Theory]
    [InlineData("authorization", "Authorization")]
    [InlineData("USER-AGENT", "User-Agent")]
    [InlineData("accept", "accept")]
    [InlineData("content-type", "content-type")]
    public async Task A_few_names_are_spelt_by_the_gateway(string sent, string received)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        await gateway.GetAsync("/test/x", $"{sent}: v");

        Assert.Contains(upstream.Request.Headers, line => line.Name == received && line.Value == "v");
    }

    [Fact]
    public async Task Duplicates_stay_apart_in_spelling_and_place()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        await gateway.GetAsync("/test/x", "X-A: 1", "x-b: 2", "x-a: 3", "x-empty:", "x-colon: a:b", "x-blank: \t c \t");

        Assert.Equal(
            ["X-A=1", "x-b=2", "x-a=3", "x-empty=", "x-colon=a:b", "x-blank=c"],
            upstream.Request.Headers.Where(line => line.Name.Length > 2 && line.Name[1] == '-' && !line.Name.StartsWith("X-Am", StringComparison.OrdinalIgnoreCase) && !line.Name.StartsWith("X-Fo", StringComparison.Ordinal)).Select(line => $"{line.Name}={line.Value}"));
    }

    /// <summary>Kestrel decodes a path where it stands, in the very bytes that it read: the first line is no longer what the client wrote.</summary>
    [Theory]
    [InlineData("an escape", "/test/a%20b")]
    [InlineData("one before a query with escapes", "/test/a%20b?q=%2F%20")]
    [InlineData("a dot segment", "/test/a/../b")]
    [InlineData("one that is escaped", "/test/a/%2e/b")]
    [InlineData("letters of two bytes", "/test/%C3%A9")]
    [InlineData("a line end that would make a header", "/test/%0D%0Ax-evil:1%0D%0A")]
    [InlineData("a first line that would make another", "/test/%20HTTP/1.1%0D%0Ax-evil:1")]
    [InlineData("the absolute form", $"http://{GatewayBench.Host}/test/a%20b")]
    public async Task A_path_that_is_decoded_changes_no_header(string because, string target)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        await gateway.PostAsync(target, "b"u8.ToArray(), "X-A: 1", "accept: 2", "x-a: 3");

        Assert.True(upstream.Request.Headers.Where(line => line.Value.Length == 1).Select(line => line.Name).Order(StringComparer.Ordinal).SequenceEqual(["Content-Length", "X-A", "accept", "x-a"]), because);
        Assert.False(upstream.Request.Headers.Contains("x-evil"), because);
    }

    [Theory]
    [InlineData("a whole head", "GET /test/3 HTTP/1.1\r\nx-evil: 1\r\n\r\n")]
    [InlineData("a head after a line feed, and no line feed at the end", "\nGET /test/3 HTTP/1.1\r\nx-evil: 1\r\nContent-Length : 5\r\nA")]
    [InlineData("a first line alone", "GET /test/3 HTTP/1.1")]
    [InlineData("its own first line", "\nPOST /test/1 HTTP/1.1\r\nx-evil: 1\r\n")]
    public async Task Each_request_of_a_connection_has_its_own_headers_whatever_the_bodies_hold(string because, string trap)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        // Pipelined: three heads may be in one buffer. The second and third have the same first line.
        var answers = await gateway.ConverseAsync(Encoding.ASCII.GetBytes(
            GatewayBench.Head("POST", "/test/1", "aCCept: 1", $"Content-Length: {trap.Length}") + trap
            + GatewayBench.Head("GET", "/test/3", "accepT: 2")
            + GatewayBench.Head("GET", "/test/3", "ACCEPT: 3", "x-last: GET /test/3 HTTP/1.1", "Connection: close")));

        Assert.True(answers.Select(answer => answer.StatusCode).SequenceEqual([200, 200, 200]), because);
        Assert.Equal(["aCCept", "accepT", "ACCEPT"], upstream.Requests.Select(Spelling));
        Assert.DoesNotContain(upstream.Requests, request => request.Headers.Contains("x-evil"));
        Assert.Equal("GET /test/3 HTTP/1.1", upstream.Requests[2].Header("x-last"));
        Assert.Equal(trap, upstream.Requests[0].Text);
    }

    /// <summary>What is refused before its body is read ends its connection: the body would stand before the next head.</summary>
    [Theory]
    [InlineData("431", "/test/2", GatewayLimits.MaxHeaderBytes, "\nGET /test/3 HTTP/1.1\r\nx-evil: 1\r\nContent-Length : 5\r\nA")]
    [InlineData("431", "/test/2", GatewayLimits.MaxHeaderBytes, "GET /test/3 HTTP/1.1\r\nx-evil: 1\r\n\r\n")]
    [InlineData("414", "/test/2?q=", 10, "\nGET /test/3 HTTP/1.1\r\nx-evil: 1\r\nContent-Length : 5\r\nA")]
    public async Task A_body_that_is_not_read_never_becomes_a_head(string status, string target, int headerBytes, string trap)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        var longTarget = target + (target.EndsWith('=') ? new string('a', GatewayLimits.MaxUrlCharacters) : "");

        var answers = await gateway.ConverseAsync(Encoding.ASCII.GetBytes(
            GatewayBench.Head("POST", longTarget, "x-fill: " + new string('a', headerBytes), $"Content-Length: {trap.Length}") + trap + GatewayBench.Head("GET", "/test/3", "Connection: close")));

        Assert.Equal(status, string.Join(' ', answers.Select(answer => answer.StatusCode)));
        Assert.Equal("close", answers[0].Header("Connection"));
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task A_refusal_without_a_body_keeps_the_connection()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        var answers = await gateway.ConverseAsync(Encoding.ASCII.GetBytes(
            GatewayBench.Head("GET", "/test/2", "x-fill: " + new string('a', GatewayLimits.MaxHeaderBytes)) + GatewayBench.Head("GET", "/test/3", "accepT: 3", "Connection: close")));

        Assert.Equal("431 200", string.Join(' ', answers.Select(answer => answer.StatusCode)));
        Assert.Equal("accepT", Spelling(upstream.Request));
    }

    [Fact]
    public async Task Empty_lines_before_a_head_do_not_hide_its_spelling()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));

        await gateway.SendAsync("\r\n\r\n" + GatewayBench.Head("GET", "/test/3", "accepT: 3"));

        Assert.Equal("accepT", Spelling(upstream.Request));
    }

    [Fact]
    public async Task A_head_that_comes_in_pieces_is_one_head()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();
        client.NoDelay = true;
        var stream = client.GetStream();

        foreach (var piece in GatewayBench.Head("GET", "/test/x", "x-oNe: 1", "x-tWo: 2").Chunk(7))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), TestContext.Current.CancellationToken);
            await stream.FlushAsync(TestContext.Current.CancellationToken);
            await Task.Yield();
        }

        Assert.Equal(200, (await new RawReader(stream).ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.StatusCode);
        Assert.Contains(upstream.Request.Headers, line => line is { Name: "x-oNe", Value: "1" });
        Assert.Contains(upstream.Request.Headers, line => line is { Name: "x-tWo", Value: "2" });
    }

    private static string Spelling(RawAnswer request) => request.Headers.Single(line => line.Name.Equals("accept", StringComparison.OrdinalIgnoreCase)).Name;
}
