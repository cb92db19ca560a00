using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

public sealed class ListSecretsTests
{
    [Theory]
    [InlineData("a prefix of the name", "name", "egress/", 2)]
    [InlineData("the case of a name matters", "name", "Egress", 0)]
    [InlineData("not a prefix", "name", "!egress/a", 2)]
    [InlineData("a tag's key", "tag-key", "egress:st", 1)]
    [InlineData("a tag's value", "tag-value", "prod", 1)]
    [InlineData("a word of the description in any case", "description", "KEY", 1)]
    [InlineData("anything", "all", "prod", 1)]
    public async Task Secrets_are_filtered(string because, string key, string value, int found)
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("egress/app", "v", "The key of app", new Dictionary<string, string> { ["egress:stack"] = "production" });
        plane.Secrets.Create("egress/other", "v", null, new Dictionary<string, string>());
        plane.Secrets.Create("unrelated", "v", null, new Dictionary<string, string>());

        var listed = await plane.SecretAsync("ListSecrets", new() { ["Filters"] = new JsonArray(new JsonObject { ["Key"] = key, ["Values"] = new JsonArray(value) }) });

        Assert.True(listed.List("SecretList").Count == found, because);
    }

    [Theory]
    [InlineData("""[{"Values":["x"]}]""", "InvalidParameterException", "Invalid filter key")]
    [InlineData("""[{"Key":"name"}]""", "InvalidParameterException", "Invalid filter values for key: name")]
    [InlineData("""[{"Key":"name","Values":[]}]""", "InvalidParameterException", "Invalid filter values for key: name")]
    [InlineData("""[{"Key":"name","Values":["x"]},{"Key":"nome","Values":["x"]}]""", "ValidationException", "1 validation error detected: Value 'nome' at 'filters.2.member.key' failed to satisfy constraint: Member must satisfy enum value set: [all, name, tag-key, ")]
    public async Task A_filter_that_cannot_be_is_refused(string filters, string errorType, string message)
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.SecretAsync("ListSecrets", new() { ["Filters"] = JsonNode.Parse(filters) });

        Assert.Equal((400, errorType), (refused.Status, refused.ErrorType));
        Assert.StartsWith(message, refused.Text("Message"));
    }

    [Fact]
    public async Task Secrets_are_listed_in_pages_and_without_the_deleted_ones()
    {
        await using var plane = new TestControlPlane();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            plane.Secrets.Create(name, "v", null, new Dictionary<string, string>());
        }

        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "d" });

        var first = await plane.SecretAsync("ListSecrets", new() { ["MaxResults"] = 2, ["SortBy"] = "name", ["SortOrder"] = "asc" });
        var second = await plane.SecretAsync("ListSecrets", new() { ["MaxResults"] = 2, ["SortBy"] = "name", ["SortOrder"] = "asc", ["NextToken"] = first.Text("NextToken") });

        Assert.Equal(["a", "b"], first.List("SecretList").Select(secret => (string)secret!["Name"]!));
        Assert.Equal("c", (string?)Assert.Single(second.List("SecretList"))!["Name"]);
        Assert.False(second.Json.ContainsKey("NextToken"));
        Assert.Equal("InvalidNextTokenException", (await plane.SecretAsync("ListSecrets", new() { ["NextToken"] = "x" })).ErrorType);
        Assert.Equal(4, (await plane.SecretAsync("ListSecrets", new() { ["IncludePlannedDeletion"] = true })).List("SecretList").Count);
    }
}
