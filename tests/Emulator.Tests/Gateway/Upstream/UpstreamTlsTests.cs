using System.Net;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Upstream;

public sealed class UpstreamTlsTests
{
    private const string Internal = """{"message": "Internal server error"}""";
    private const string Network = """{"message": "Network error communicating with endpoint"}""";

    [Fact]
    public async Task A_certificate_for_the_host_of_the_uri_is_good()
    {
        await using var upstream = new TlsUpstream(GatewayBench.UpstreamHost, TimeProvider.System.GetUtcNow().AddDays(1));
        await using var gateway = await GatewayBench.StartAsync(upstream.Setup(isTrusted: true));

        Assert.Equal(200, (await gateway.GetAsync("/test/x")).StatusCode);
        Assert.Equal(1, upstream.Requests);
        Assert.Equal(GatewayBench.UpstreamHost, upstream.ServerName);
    }

    [Theory]
    [InlineData("for another host", "other.example", 1, true)]
    [InlineData("expired", GatewayBench.UpstreamHost, -1, true)]
    [InlineData("of an unknown authority", GatewayBench.UpstreamHost, 1, false)]
    public async Task A_bad_certificate_is_an_internal_error_or_by_switch_a_network_error(string because, string name, int daysLeft, bool isTrusted)
    {
        await using var upstream = new TlsUpstream(name, TimeProvider.System.GetUtcNow().AddDays(daysLeft));
        await using var gateway = await GatewayBench.StartAsync(upstream.Setup(isTrusted));
        await using var other = await GatewayBench.StartAsync(upstream.Setup(isTrusted) with { Switches = new GatewaySwitches { WhenCertificateRefused = HttpStatusCode.GatewayTimeout } });

        var answer = await gateway.GetAsync("/test/x");
        var byOther = await other.GetAsync("/test/x");

        Assert.True((answer.StatusCode, answer.Text) == (500, Internal), $"{because}: {answer.Text}");
        Assert.Equal("InternalServerErrorException", answer.Header("x-amzn-ErrorType"));
        Assert.Equal((504, Network), (byOther.StatusCode, byOther.Text));
        Assert.Equal(0, upstream.Requests);
    }
}
