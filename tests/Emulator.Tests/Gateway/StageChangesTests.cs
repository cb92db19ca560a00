using System.Text.Json.Nodes;
using Egress.Emulator.Tests.ControlPlane;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

/// <summary>What the management API does to a stage, seen by a call.</summary>
public sealed class StageChangesTests
{
    private const string Stage = $"/restapis/{GatewayBench.ApiId}/stages/test";

    [Fact]
    public async Task A_patched_throttle_holds_once_it_has_reached_the_node()
    {
        await using var plane = new TestControlPlane(propagation: TimeSpan.FromSeconds(60));
        await using var gateway = await StartAsync(plane);

        await PatchAsync(plane, "replace", "/*/*/throttling/burstLimit", "1");
        Assert.Equal((200, 200), (await StatusAsync(gateway), await StatusAsync(gateway)));
        plane.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((200, 429), (await StatusAsync(gateway), await StatusAsync(gateway)));
        await PatchAsync(plane, "remove", "/*/*", null);
        plane.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(200, await StatusAsync(gateway));
    }

    [Fact]
    public async Task A_patched_variable_leads_to_another_upstream()
    {
        await using var first = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst");
        await using var second = SocketUpstream.Answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
        await using var plane = new TestControlPlane(propagation: TimeSpan.FromSeconds(60));
        await using var gateway = await StartAsync(plane, BenchSetup.Proxy(), new() { [GatewayBench.UpstreamHost] = first.Address, ["second.example"] = second.Address });

        await PatchAsync(plane, "replace", "/variables/host", "second.example");
        Assert.Equal("first", (await gateway.GetAsync("/test/x")).Text);
        plane.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("second", (await gateway.GetAsync("/test/x")).Text);
    }

    [Fact]
    public async Task A_new_stage_answers_and_a_deleted_one_is_forbidden()
    {
        await using var plane = new TestControlPlane(propagation: TimeSpan.FromSeconds(60));
        await using var gateway = await StartAsync(plane);

        await plane.RestAsync("POST", $"/restapis/{GatewayBench.ApiId}/stages", new JsonObject { ["stageName"] = "more", ["deploymentId"] = "d" + GatewayBench.ApiId[..5] });
        await plane.RestAsync("DELETE", Stage);
        Assert.Equal((200, 403), (await StatusAsync(gateway), await StatusAsync(gateway, "/more/x")));
        plane.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((403, 200), (await StatusAsync(gateway), await StatusAsync(gateway, "/more/x")));
    }

    private static async Task<int> StatusAsync(GatewayBench gateway, string target = "/test/x") => (await gateway.GetAsync(target)).StatusCode;

    private static Task<TestAnswer> PatchAsync(TestControlPlane plane, string op, string path, string? value) => plane.RestAsync("PATCH", Stage, new JsonObject
    {
        ["patchOperations"] = new JsonArray(new JsonObject { ["op"] = op, ["path"] = path, ["value"] = value }),
    });

    private static Task<GatewayBench> StartAsync(TestControlPlane plane, Egress.Emulator.Gateway.ApiMethod? method = null, Dictionary<string, Uri>? connectTo = null)
    {
        var setup = new BenchSetup { Time = plane.Time, Store = plane.Apis, ConnectTo = connectTo ?? [] }.With(method ?? BenchSetup.Mock());
        plane.Apis.AddApi(setup.Api);
        plane.Apis.AddStage(BenchSetup.StageOf("test"));
        return GatewayBench.StartAsync(setup);
    }
}
