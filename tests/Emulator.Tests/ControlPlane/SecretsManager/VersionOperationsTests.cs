using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

public sealed class VersionOperationsTests
{
    private const string Second = "22222222-2222-2222-2222-222222222222";

    [Theory]
    [InlineData("a label on no version", null, "AWSPREVIOUS", "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS")]
    [InlineData("no such version", "33333333-3333-3333-3333-333333333333", null, "ResourceNotFoundException", "Secrets Manager can't find the specified secret value for VersionId: 33333333-3333-3333-3333-333333333333")]
    [InlineData("a version that has another label", Second, "AWSCURRENT", "InvalidRequestException", "You provided a VersionStage that is not associated to the provided VersionId.")]
    public async Task A_version_that_cannot_be_read_says_why(string because, string? versionId, string? stage, string errorType, string message)
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("s", "one", null, new Dictionary<string, string>());
        await PutAsync(plane, "two", "AWSPENDING");

        var refused = await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s", ["VersionId"] = versionId, ["VersionStage"] = stage });

        Assert.True(refused.ErrorType == errorType, because);
        Assert.Equal(message, refused.Text("Message"));
    }

    [Fact]
    public async Task A_binary_value_comes_back_as_it_was()
    {
        await using var plane = new TestControlPlane();
        await plane.SecretAsync("CreateSecret", new() { ["Name"] = "s", ["SecretBinary"] = "AAEC", ["ClientRequestToken"] = Second });

        var read = await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s" });

        Assert.Equal(("AAEC", false), (read.Text("SecretBinary"), read.Json.ContainsKey("SecretString")));
        Assert.Equal("""["AWSCURRENT"]""", read.Json["VersionStages"]!.ToJsonString());
    }

    [Theory]
    [InlineData("both kinds of value", "x", "AAEC", "InvalidParameterException")]
    [InlineData("no value", null, null, "InvalidRequestException")]
    [InlineData("an empty value", "", null, "ValidationException")]
    public async Task A_value_that_cannot_be_is_refused(string because, string? text, string? binary, string errorType)
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("s", "one", null, new Dictionary<string, string>());

        var refused = await plane.SecretAsync("PutSecretValue", new() { ["SecretId"] = "s", ["SecretString"] = text, ["SecretBinary"] = binary, ["ClientRequestToken"] = Second });

        Assert.True(refused.ErrorType == errorType, because);
    }

    [Fact]
    public async Task Versions_without_label_are_listed_on_demand_only()
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("s", "one", null, new Dictionary<string, string>());
        await PutAsync(plane, "two", "custom");
        await plane.SecretAsync("UpdateSecretVersionStage", new() { ["SecretId"] = "s", ["VersionStage"] = "custom", ["RemoveFromVersionId"] = Second });

        var labelled = await plane.SecretAsync("ListSecretVersionIds", new() { ["SecretId"] = "s" });
        var all = await plane.SecretAsync("ListSecretVersionIds", new() { ["SecretId"] = "s", ["IncludeDeprecated"] = true });
        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" });

        Assert.Single(labelled.List("Versions"));
        Assert.Equal(2, all.List("Versions").Count);
        Assert.Single(described.Json["VersionIdsToStages"]!.AsObject());
        Assert.Equal("two", (await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s", ["VersionId"] = Second })).Text("SecretString"));
    }

    [Fact]
    public async Task Reading_leaves_the_day_of_the_last_access()
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("s", "one", null, new Dictionary<string, string>());
        plane.Time.Advance(TimeSpan.FromHours(30));

        await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s" });

        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" });
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), (double)described.Json["LastAccessedDate"]!);
    }

    private static Task<TestAnswer> PutAsync(TestControlPlane plane, string value, string stage) =>
        plane.SecretAsync("PutSecretValue", new() { ["SecretId"] = "s", ["SecretString"] = value, ["ClientRequestToken"] = Second, ["VersionStages"] = new JsonArray(stage) });
}
