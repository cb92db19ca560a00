using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class CanaryTests
{
    [Theory]
    [InlineData("below the share the canary serves", 10.5, 0.1049, "canary")]
    [InlineData("from the share on the stage does", 10.5, 0.105, "stage")]
    [InlineData("no share, no canary", 0.0, 0.0, "stage")]
    [InlineData("the whole share", 100.0, 0.999, "canary")]
    public async Task A_canary_serves_its_share_of_the_calls_with_its_own_variables(string because, double percent, double drawn, string text)
    {
        await using var stage = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstage");
        await using var canary = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ncanary");
        var release = new CanaryRelease { PercentTraffic = percent, StageVariableOverrides = new Dictionary<string, string> { ["host"] = "canary.example" } };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup
        {
            Stages = [BenchSetup.StageOf("test") with { Canary = release }],
            ConnectTo = new Dictionary<string, Uri> { [GatewayBench.UpstreamHost] = stage.Address, ["canary.example"] = canary.Address },
            Draw = () => drawn,
        });

        Assert.True((await gateway.GetAsync("/test/x")).Text == text, because);
    }

    [Fact]
    public void What_a_canary_does_not_override_is_the_stage_s()
    {
        var release = new CanaryRelease { PercentTraffic = 50, StageVariableOverrides = new Dictionary<string, string> { ["b"] = "3", ["c"] = "4" } };
        var stage = new ApiStage { ApiId = "a", Name = "s", Variables = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, Canary = release };

        Assert.Equal([("a", "1"), ("b", "3"), ("c", "4")], stage.For(() => 0.1).Variables.Select(variable => (variable.Key, variable.Value)).Order());
        Assert.Same(stage, stage.For(() => 0.9));
    }
}
