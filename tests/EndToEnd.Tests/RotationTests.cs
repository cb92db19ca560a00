using System.Text.Json.Nodes;
using Egress.Emulator;
using Egress.Emulator.Demo;
using Xunit;

namespace Egress.EndToEnd.Tests;

/// <summary>AdminFunction and ProbeFunction as Lambda processes, driven by the emulated Secrets Manager.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task A_rotation_makes_a_new_key_current_and_leaves_the_old_one_good()
    {
        await using var upstream = await EchoUpstream.StartAsync(TestContext.Current.CancellationToken);
        await using var emulator = await EmulatedTemplate.StartAsync(upstream, TestContext.Current.CancellationToken);
        var secret = emulator.Secrets.AllPresent().Single().Arn;
        var old = KeyOf(emulator, secret, "AWSCURRENT");

        emulator.Rotations.Start(secret, Guid.NewGuid().ToString(), functionArn: null, rules: null, isImmediate: true);
        Assert.True(await emulator.Rotations.WhenIdleAsync(secret), "the rotation failed");

        var current = KeyOf(emulator, secret, "AWSCURRENT");
        Assert.NotEqual(old, current);
        Assert.Equal(old, KeyOf(emulator, secret, "AWSPREVIOUS"));
        Assert.Equal(200, await KeyCheck.StatusAsync(emulator, old, TestContext.Current.CancellationToken));
        Assert.Equal(200, await KeyCheck.StatusAsync(emulator, current, TestContext.Current.CancellationToken));
        Assert.Equal(403, await KeyCheck.StatusAsync(emulator, new string('x', 48), TestContext.Current.CancellationToken));
    }

    private static string KeyOf(RunningEmulator emulator, string secret, string label) => JsonNode.Parse(emulator.Secrets.Read(secret, label)!)!["apiKey"]!.GetValue<string>();
}
