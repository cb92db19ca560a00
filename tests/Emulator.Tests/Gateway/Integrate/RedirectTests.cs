using System.Text;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("by default it is an answer like another", false, 302, "/next", "POST /x", 302)]
    [InlineData("by switch it is followed, as browsers do", true, 302, "/next?a=b", "POST /x|GET /next?a=b", 200)]
    [InlineData("see other", true, 303, "/next", "POST /x|GET /next", 200)]
    [InlineData("method and body stay", true, 307, "/next", "POST /x|POST /next", 200)]
    [InlineData("for good", true, 308, "https://upstream.example/next", "POST /x|POST /next", 200)]
    [InlineData("no other scheme", true, 302, "ftp://upstream.example/next", "POST /x", 302)]
    [InlineData("not modified is no redirect", true, 304, "/next", "POST /x", 304)]
    public async Task A_redirect_is_returned_or_by_switch_followed(string because, bool follows, int status, string location, string calls, int answered)
    {
        await using var upstream = SocketUpstream.Doing((stream, request, token) => stream.WriteAsync(
            Encoding.ASCII.GetBytes(request.FirstLine.Contains("/next", StringComparison.Ordinal) ? SocketUpstream.Ok : $"HTTP/1.1 {status} Go\r\nLocation: {location}\r\n{(status == 304 ? "" : "Content-Length: 0\r\n")}\r\n"), token).AsTask());
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = new GatewaySwitches { FollowsRedirects = follows } });

        var answer = await gateway.PostAsync("/test/x", "abc"u8.ToArray());

        Assert.True(answer.StatusCode == answered, $"{because}: {answer.StatusCode}");
        Assert.Equal(calls, string.Join('|', upstream.Requests.Select(request => request.FirstLine.Replace(" HTTP/1.1", "", StringComparison.Ordinal))));
        Assert.Equal(status is 307 or 308 && follows ? "abc" : upstream.Requests.Count == 1 ? "abc" : "", upstream.Requests[^1].Text);
        Assert.Equal(answered is 302 ? location : null, answered is 302 ? answer.Header("Location") : null);
    }

    [Fact]
    public async Task A_circle_ends()
    {
        await using var upstream = SocketUpstream.Answering("HTTP/1.1 302 Go\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n");
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = new GatewaySwitches { FollowsRedirects = true } });

        Assert.Equal(302, (await gateway.GetAsync("/test/x")).StatusCode);
        Assert.Equal(11, upstream.Requests.Count);
    }
}
