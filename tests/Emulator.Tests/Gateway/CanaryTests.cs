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

    /// <summary>As recorded: test_invoking_canary_deployment.</summary>
    [Theory]
    [InlineData("the stage", 0.0, "default  default false")]
    [InlineData("the canary", 100.0, "canary canary default true")]
    [InlineData("no canary says nothing", null, "default  default ")]
    public async Task A_template_and_the_access_log_see_who_serves(string because, double? percent, string expected)
    {
        var mock = BenchSetup.Mock();
        var template = "$stageVariables.testVar $stageVariables.noStageVar $stageVariables.defaultVar $context.isCanaryRequest";
        var response = new IntegrationResponse(null, "200", new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = template });
        var release = percent is { } share ? new CanaryRelease { PercentTraffic = share, StageVariableOverrides = new Dictionary<string, string> { ["testVar"] = "canary", ["noStageVar"] = "canary" } } : null;
        var stage = BenchSetup.StageOf("test") with { Canary = release, Variables = new Dictionary<string, string> { ["testVar"] = "default", ["defaultVar"] = "default" }, AccessLogFormat = "$context.isCanaryRequest" };
        await using var gateway = await GatewayBench.StartAsync(new BenchSetup { Stages = [stage], Draw = () => 0.5 }.With(mock with { Integration = mock.Integration with { Responses = [response] } }));

        Assert.True((await gateway.GetAsync("/test/x")).Text is var text && text == expected, $"{because}: {text}");
        Assert.Equal(expected.EndsWith(' ') ? "-" : expected.Split(' ')[^1], await gateway.Log.NextAsync("AccessLog"));
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
