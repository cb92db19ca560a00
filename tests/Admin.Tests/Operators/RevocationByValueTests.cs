using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Operators;

/// <summary>A key is in use when its value is the current one, whichever version and label somebody names it by.</summary>
public sealed class RevocationByValueTests : OperatorTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "previous", "replace" },
        { "previous", "contain" },
        { "fingerprint", "replace" },
        { "fingerprint", "contain" },
        { "version", "replace" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_value_that_two_versions_hold_gets_its_successor(string name, string mode)
    {
        var (old, first) = (World.CurrentValue, World.Secrets.Present(World.SecretId).VersionOf("AWSCURRENT")!.Id);
        World.Secrets.Update(World.SecretId, secret => SecretVersions.Put(secret, World.Token1, SecretValue.Of($$"""{"schema":1,"consumer":"app","apiKey":"{{old}}","note":"edited"}"""), ["AWSCURRENT"], World.Time.GetUtcNow()));
        Assert.Equal(old, World.ValueUnder("AWSPREVIOUS"));

        var target = name switch { "fingerprint" => new ApiKey(old).Fingerprint, "version" => first, _ => name };
        await DoAsync($$"""{"action":"revoke","consumer":"app","target":"{{target}}","mode":"{{mode}}"}""");

        Assert.True(World.CurrentValue != old && World.OpensAll(World.CurrentValue) && !World.Opens(old, "a.com"));
        Assert.Null(World.ValueUnder("AWSPREVIOUS"));
    }

    [Fact]
    public async Task A_key_that_somebody_made_current_again_meanwhile_is_not_disabled_without_a_successor()
    {
        var (old, first, isBack) = (World.CurrentValue, World.Secrets.Present(World.SecretId).VersionOf("AWSCURRENT")!.Id, false);
        World.Hinder = operation =>
        {
            if (!isBack && operation.Name == "DescribeSecret" && World.ValueUnder("AWSPREVIOUS") == old && ++_looks == 2) // the successor was seen once
            {
                isBack = true;
                World.Secrets.Update(World.SecretId, secret => SecretVersions.Move(secret, "AWSCURRENT", secret.VersionOf("AWSCURRENT")!.Id, first, World.Time.GetUtcNow()));
            }

            return Fault.None;
        };

        var failure = await Assert.ThrowsAsync<RefusedException>(() => DoAsync("""{"action":"revoke","consumer":"app","target":"current","mode":"replace"}"""));

        Assert.Contains("is what AWSCURRENT names", failure.Message, StringComparison.Ordinal);
        Assert.True(isBack && World.CurrentValue == old && World.OpensAll(old));
    }

    [Fact]
    public async Task A_version_that_nobody_can_read_does_not_hide_the_others_from_a_fingerprint()
    {
        World.Put(World.Token1, "not JSON");
        World.Secrets.Update(World.SecretId, secret => SecretVersions.Move(secret, "BROKEN", null, World.Token1, World.Time.GetUtcNow()));
        await World.RotateAsync(World.Token2);

        var answer = await DoAsync($$"""{"action":"revoke","consumer":"app","target":"{{new ApiKey(World.CurrentValue).Fingerprint}}","mode":"contain","dryRun":true}""");

        Assert.Equal(3, answer["wouldDo"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_mark_that_a_revocation_at_the_same_time_overwrote_is_written_again()
    {
        await World.RotateAsync(World.Token1);
        var revoked = new ApiKey(World.ValueUnder("AWSPREVIOUS")!).Fingerprint;
        World.Hinder = operation =>
        {
            if (operation.Name == "Invoke")
            {
                World.Secrets.Update(World.SecretId, secret => secret with { Tags = secret.Tags.SetItem("egress:revoked", "00000000") });
            }

            return Fault.None;
        };

        await DoAsync("""{"action":"revoke","consumer":"app","target":"previous","mode":"contain"}""");

        Assert.Equal($"00000000 {revoked}", World.Secrets.Present(World.SecretId).Tags["egress:revoked"]);
    }

    private int _looks;
}
