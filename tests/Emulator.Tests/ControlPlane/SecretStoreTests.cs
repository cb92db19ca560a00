using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Testing;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

public sealed class SecretStoreTests
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_reader_sees_a_new_version_and_its_labels_only_after_the_lag()
    {
        await using var plane = new TestControlPlane(Lag);
        plane.Secrets.Create("s", "one", null, new Dictionary<string, string>());
        await plane.SecretAsync("PutSecretValue", new() { ["SecretId"] = "s", ["SecretString"] = "two", ["ClientRequestToken"] = Guid.NewGuid().ToString() });

        plane.Time.Advance(Lag - TimeSpan.FromSeconds(1));
        Assert.Equal("one", await ReadAsync(plane));
        Assert.Equal("two", plane.Secrets.Read("s", "AWSCURRENT"));
        plane.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("two", await ReadAsync(plane));
    }

    [Fact]
    public async Task A_writer_never_lags()
    {
        await using var plane = new TestControlPlane(Lag);
        plane.Secrets.Create("s", "one", null, new Dictionary<string, string>());
        var first = plane.Secrets.Present("s").VersionOf("AWSCURRENT")!.Id;
        var put = await plane.SecretAsync("PutSecretValue", new() { ["SecretId"] = "s", ["SecretString"] = "two", ["ClientRequestToken"] = Guid.NewGuid().ToString(), ["VersionStages"] = new JsonArray("AWSPENDING") });

        var moved = await plane.SecretAsync("UpdateSecretVersionStage", new() { ["SecretId"] = "s", ["VersionStage"] = "AWSCURRENT", ["MoveToVersionId"] = put.Text("VersionId"), ["RemoveFromVersionId"] = first });

        Assert.Equal(200, moved.Status);
    }

    [Fact]
    public async Task A_secret_created_over_the_wire_is_not_found_until_the_lag_is_over()
    {
        await using var plane = new TestControlPlane(Lag);
        await plane.SecretAsync("CreateSecret", new() { ["Name"] = "s", ["SecretString"] = "one", ["ClientRequestToken"] = Guid.NewGuid().ToString() });

        Assert.Equal("ResourceNotFoundException", (await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s" })).ErrorType);
        plane.Time.Advance(Lag);
        Assert.Equal("one", await ReadAsync(plane));
    }

    [Fact]
    public void With_random_lag_readers_disagree_for_a_while()
    {
        var time = new ManualTimeProvider();
        var store = new SecretStore(time, Lag, "us-east-1", "123456789012") { Random = new Random(1), IsLagRandom = true };
        store.Create("s", "one", null, new Dictionary<string, string>());
        store.Update("s", secret => SecretVersions.Put(secret, Guid.NewGuid().ToString(), SecretValue.Of("two"), ["AWSCURRENT"], time.GetUtcNow()));
        time.Advance(Lag / 2);

        var seen = Enumerable.Range(0, 50).Select(_ => store.Lagging("s").VersionOf("AWSCURRENT")!.Value!.Text).ToHashSet();

        Assert.Equal(["one", "two"], seen.Order());
    }

    private static async Task<string> ReadAsync(TestControlPlane plane) => (await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s" })).Text("SecretString");
}
