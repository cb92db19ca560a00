using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>What becomes of path and query on their way to the upstream.</summary>
public sealed class MapTargetTests
{
    [Theory]
    [InlineData("once decoded, then encoded", "/test/a%2Fb%20c%25+%2B", false, false, "/a/b%20c%25++")]
    [InlineData("by switch kept", "/test/a%2Fb%20c%25+%2B", true, false, "/a%2Fb%20c%25+%2B")]
    [InlineData("the slash at the end is lost", "/test/a/", false, false, "/a")]
    [InlineData("several are", "/test/a//", false, false, "/a")]
    [InlineData("by switch it is kept", "/test/a/", false, true, "/a/")]
    [InlineData("inner slashes stay", "/test/a//b", false, false, "/a//b")]
    [InlineData("those at the beginning do not", "/test//a", false, false, "/a")]
    [InlineData("slashes before the stage work", "//test/a", false, false, "/a")]
    [InlineData("dots stay as they are", "/test/a/../b/./c", false, false, "/a/../b/./c")]
    public async Task A_path_reaches_the_upstream(string because, string target, bool preserves, bool keepsSlash, string expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        var switches = new GatewaySwitches { PreservesPathEncoding = preserves, KeepsTrailingSlash = keepsSlash };
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = switches });

        await gateway.GetAsync(target);

        Assert.True(upstream.Request.FirstLine == $"GET {expected} HTTP/1.1", $"{because}: {upstream.Request.FirstLine}");
    }

    [Theory]
    [InlineData("order, duplicates and empty values", "b=1&a=2&b=3&c=&d", false, "b=1&a=2&b=3&c=&d=")]
    [InlineData("a space is %20", "q=a+b%20c", false, "q=a%20b%20c")]
    [InlineData("by switch a plus", "q=a+b%20c%2B", true, "q=a+b+c%2B")]
    [InlineData("a slash comes out bare", "x=U%2FfO", false, "x=U/fO")]
    [InlineData("a semicolon splits", "a=1;b=2", false, "a=1&b=2")]
    [InlineData("nothing", "", false, "")]
    public async Task A_query_is_decoded_and_encoded_again(string because, string query, bool plus, string expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(BenchSetup.To(upstream) with { Switches = new GatewaySwitches { EncodesSpaceAsPlus = plus } });

        await gateway.GetAsync($"/test/x?{query}");

        Assert.True(upstream.Request.FirstLine == $"GET /x{(expected == "" ? "" : "?" + expected)} HTTP/1.1", $"{because}: {upstream.Request.FirstLine}");
    }
}
