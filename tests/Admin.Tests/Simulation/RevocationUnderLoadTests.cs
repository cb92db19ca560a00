using System.Text.Json.Nodes;

namespace Egress.Admin.Tests.Simulation;

/// <summary>A key is revoked while somebody calls with it.</summary>
public sealed class RevocationUnderLoadTests
{
    [Fact]
    public async Task I11_nobody_notices_revoke_and_replace_although_labels_are_read_late()
    {
        await using var world = new SimulatedWorld(new SimulationOptions { Seed = 1, SecretsLag = TimeSpan.FromSeconds(19) });
        world.RunUntil(world.Clock.GetUtcNow().AddMinutes(5));
        var client = new SimulatedClient(world.Secrets, world.Stack.SecretId, world.Nodes, world.Apis.Usage, world.Clock, CallerKind.C6(TimeSpan.FromHours(1), TimeSpan.FromHours(12)));
        Assert.True(client.Call("a.com"));

        var revocation = world.InvokeAsync(new JsonObject { ["action"] = "revoke", ["consumer"] = World.Consumer, ["target"] = "current", ["mode"] = "replace" });
        for (var second = 0; second < 600; second++)
        {
            world.RunUntil(world.Clock.GetUtcNow().AddSeconds(1));
            Assert.True(client.Call("a.com"), $"refused after {second} s");
        }

        Assert.True(revocation.IsCompletedSuccessfully);
        Assert.Equal(1, client.Replays);
    }
}
