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

    [Fact]
    public async Task Each_request_of_a_connection_has_its_own_headers_whatever_the_bodies_hold()
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream));
        using var client = await gateway.ConnectAsync();
        var stream = client.GetStream();
        var reader = new RawReader(stream);
        var trap = "GET /test/3 HTTP/1.1\r\nx-evil: 1\r\n\r\n";

        // Pipelined: three heads may be in one buffer; the second call is refused before its body is read.
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                GatewayBench.Head("POST", "/test/1", "aCCept: 1", $"Content-Length: {trap.Length}") + trap
                + GatewayBench.Head("POST", "/test/2", "accepT: 2", "x-fill: " + new string('a', GatewayLimits.MaxHeaderBytes), $"Content-Length: {trap.Length}") + trap
                + GatewayBench.Head("GET", "/test/3", "ACCEPT: 3", "x-last: GET /test/3 HTTP/1.1")),
            TestContext.Current.CancellationToken);
        var statuses = new List<int>();
        for (var call = 0; call < 3; call++)
        {
            statuses.Add((await reader.ReadAsync(hasBody: true, TestContext.Current.CancellationToken))!.StatusCode);
        }

        Assert.Equal([200, 431, 200], statuses.ToArray());
        Assert.Equal(["aCCept", "ACCEPT"], upstream.Requests.Select(request => request.Headers.Single(line => line.Name.Equals("accept", StringComparison.OrdinalIgnoreCase)).Name));
        Assert.DoesNotContain(upstream.Requests, request => request.Headers.Contains("x-evil"));
        Assert.Equal("GET /test/3 HTTP/1.1", upstream.Requests[1].Header("x-last"));
        Assert.Equal(trap, upstream.Requests[0].Text);
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
}
