using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Integrate;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

public sealed class ResponseHeadersTests
{
    private static readonly GatewaySwitches Defaults = new();

    [Theory]
    [InlineData("connection", "x-amzn-Remapped-Connection")]
    [InlineData("Content-Length", "x-amzn-Remapped-Content-Length")]
    [InlineData("date", "x-amzn-Remapped-Date")]
    [InlineData("Server", "x-amzn-Remapped-Server")]
    [InlineData("X-Amzn-RequestId", "x-amzn-Remapped-x-amzn-RequestId")]
    [InlineData("WWW-Authenticate", "x-amzn-Remapped-WWW-Authenticate")]
    [InlineData("Authorization", "x-amzn-Remapped-Authorization")]
    [InlineData("Content-MD5", "x-amzn-Remapped-Content-MD5")]
    [InlineData("Max-Forwards", "x-amzn-Remapped-Max-Forwards")]
    [InlineData("User-Agent", "x-amzn-Remapped-User-Agent")]
    [InlineData("Transfer-Encoding", null)]
    [InlineData("Via", null)]
    [InlineData("Upgrade", null)]
    [InlineData("Trailer", null)]
    [InlineData("TE", null)]
    [InlineData("Proxy-Authenticate", null)]
    [InlineData("Location", "Location")]
    [InlineData("Content-Encoding", "Content-Encoding")]
    [InlineData("x-amzn-ErrorType", "x-amzn-ErrorType")]
    [InlineData("X-Own", "X-Own")]
    public void A_header_is_remapped_dropped_or_passed(string name, string? expected) => Assert.Equal(expected, Names(Defaults, isStreamed: false, name).SingleOrDefault());

    [Fact]
    public void A_missing_content_type_is_json() => Assert.Equal("application/json", new ResponseHeaders(Defaults).Map([], isStreamed: false).Last("Content-Type"));

    [Fact]
    public void By_switch_only_recorded_names_are_remapped() =>
        Assert.Equal(["WWW-Authenticate", "x-amzn-Remapped-Server"], Names(new GatewaySwitches { RemapsDocumentedHeaders = false }, isStreamed: false, "WWW-Authenticate", "Server"));

    [Fact]
    public void By_switch_a_stream_s_headers_pass_except_the_transport_s() =>
        Assert.Equal(["Server", "Via"], Names(new GatewaySwitches { RemapsStreamedHeaders = false }, isStreamed: true, "Server", "Date", "Via", "Transfer-Encoding", "Connection", "Content-Length"));

    [Fact]
    public void By_switch_the_content_encoding_is_dropped() => Assert.Empty(Names(new GatewaySwitches { DropsContentEncoding = true }, isStreamed: false, "Content-Encoding"));

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public void Cookies_keep_their_own_lines_or_by_switch_the_last_stays(bool lastOnly, int lines) =>
        Assert.Equal(lines, Names(new GatewaySwitches { SendsLastCookieOnly = lastOnly }, isStreamed: false, "Set-Cookie", "Set-Cookie").Count());

    private static IEnumerable<string> Names(GatewaySwitches switches, bool isStreamed, params string[] upstream) => new ResponseHeaders(switches)
        .Map(new HeaderLines(upstream.Select(name => new HeaderLine(name, "v"))), isStreamed)
        .Select(line => line.Name)
        .Where(name => name != "Content-Type");
}
