using Egress.Testing;

namespace Egress.Probe.Tests;

public sealed class WarmUpTests
{
    [Fact]
    public async Task One_knock_at_the_closed_stage_opens_a_connection_and_nothing_else()
    {
        await using var gateway = await GatewayFake.StartAsync();

        await new WarmUp(new Prober(gateway.Options, TimeProvider.System), TimeProvider.System).RunAsync();

        Assert.Equal(["GET /closed/-/probe api1"], gateway.Requests);
    }

    public static TheoryData<string, string> Gateways => new()
    {
        { "nobody listens", "http://127.0.0.1:1" },
        { "the name does not resolve", "https://gateway.invalid" },
        { "the URL is none", "gateway" },
    };

    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task A_gateway_that_cannot_be_reached_does_not_fail_the_start(string because, string url)
    {
        var options = new ProbeOptions { GatewayUrl = url, ApiId = "api1", Mark = "m" };

        var failure = await Record.ExceptionAsync(() => new WarmUp(new Prober(options, TimeProvider.System), TimeProvider.System).RunAsync());

        Assert.True(failure is null, because);
    }

    [Fact]
    public async Task A_gateway_that_does_not_answer_is_not_waited_for_longer_than_three_seconds()
    {
        await using var gateway = await GatewayFake.StartAsync();
        var time = new ManualTimeProvider();
        gateway.Script("closed", _ => time.Advance(TimeSpan.FromSeconds(3)));

        var failure = await Record.ExceptionAsync(() => new WarmUp(new Prober(gateway.Options, time), time).RunAsync());

        Assert.Null(failure);
    }
}
