using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary><c>X-Amzn-Trace-Id</c> at the upstream, with X-Ray and without, and <c>$context.xrayTraceId</c>.</summary>
public sealed class TraceHeaderTests
{
    private const string Own = "Root=1-[0-9a-f]{8}-[0-9a-f]{24}";

    [Theory]
    [InlineData("none", null, false, false, "^" + Own + "$")]
    [InlineData("the root is kept, the rest is not", "Root=1-5-6;Parent=7;Sampled=1", false, false, "^Root=1-5-6$")]
    [InlineData("the root in another place", "Self=9; Root=1-5-6", false, false, "^Root=1-5-6$")]
    [InlineData("by switch it is replaced", "Root=1-5-6", true, false, "^" + Own + "$")]
    [InlineData("an empty root", "Root=", false, false, "^" + Own + "$")]
    [InlineData("traced: an empty decision is none", "Root=1-5-6;Sampled=", false, true, "^Root=1-5-6;Parent=[0-9a-f]{16};Sampled=1$")]
    [InlineData("one without a root", "x", false, false, "^" + Own + "$")]
    [InlineData("traced", null, false, true, "^" + Own + ";Parent=[0-9a-f]{16};Sampled=1$")]
    [InlineData("traced: a root alone gets a parent", "Root=1-5-6", false, true, "^Root=1-5-6;Parent=[0-9a-f]{16};Sampled=1$")]
    [InlineData("traced: the gateway is the parent, and keeps the decision", "Root=1-5-6;Parent=53995c3f42cd8ad8;Sampled=0", false, true, "^Root=1-5-6;Parent=(?!53995c3f42cd8ad8)[0-9a-f]{16};Sampled=0$")]
    [InlineData("traced, by switch: nothing of it", "Root=1-5-6;Parent=53995c3f42cd8ad8;Sampled=0", true, true, "^" + Own + ";Parent=[0-9a-f]{16};Sampled=1$")]
    public async Task An_upstream_gets_one(string because, string? sent, bool replaces, bool isTraced, string expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(Traced(upstream, isTraced, replaces));

        await gateway.GetAsync("/test/x", sent is null ? [] : [$"x-amzn-trace-id: {sent}"]);

        var trace = upstream.Request.Headers.All("X-Amzn-Trace-Id").Single();
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(trace, expected), $"{because}: {trace}");
    }

    [Theory]
    [InlineData("not traced", null, false, "^-$")]
    [InlineData("traced", null, true, "^1-[0-9a-f]{8}-[0-9a-f]{24}$")]
    [InlineData("an empty one of the client's", "Root=;Sampled=1", true, "^1-[0-9a-f]{8}-[0-9a-f]{24}$")]
    [InlineData("the client's", "Root=1-5-6;Sampled=1", true, "^1-5-6$")]
    public async Task The_access_log_shows_its_root(string because, string? sent, bool isTraced, string expected)
    {
        await using var upstream = SocketUpstream.Answering(SocketUpstream.Ok);
        await using var gateway = await GatewayBench.StartAsync(Traced(upstream, isTraced, replaces: false));

        await gateway.GetAsync("/test/x", sent is null ? [] : [$"X-Amzn-Trace-Id: {sent}"]);

        var logged = await gateway.Log.NextAsync("AccessLog");
        Assert.Matches(expected, logged);
        Assert.True(logged == "-" || upstream.Request.Header("X-Amzn-Trace-Id")!.StartsWith($"Root={logged};", StringComparison.Ordinal), because);
    }

    private static BenchSetup Traced(SocketUpstream upstream, bool isTraced, bool replaces) => BenchSetup.To(upstream) with
    {
        Stages = [BenchSetup.StageOf("test") with { IsTraced = isTraced, AccessLogFormat = "$context.xrayTraceId" }],
        Switches = new GatewaySwitches { ReplacesClientTraceId = replaces },
    };
}
