using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

public sealed class BatchOperationTests
{
    [Fact]
    public async Task Named_secrets_are_read_and_what_cannot_be_read_is_among_the_errors()
    {
        await using var plane = await PlaneAsync();

        var read = await BatchAsync(plane, """{"SecretIdList":["b","nobody","in valid","gone","empty"]}""");

        Assert.Equal(("b", "value of b"), ((string?)Assert.Single(read.List("SecretValues"))!["Name"], (string?)read.List("SecretValues")[0]!["SecretString"]));
        Assert.Equal(
            ["nobody ResourceNotFoundException", "in valid ValidationException", "gone InvalidRequestException", "empty ResourceNotFoundException"],
            read.List("Errors").Select(error => $"{error!["SecretId"]} {error["ErrorCode"]}"));
        Assert.Equal("Secrets Manager can't find the specified secret.", (string?)read.List("Errors")[0]!["Message"]);
    }

    [Fact]
    public async Task Filtered_secrets_are_read_in_pages_and_without_the_deleted_ones()
    {
        await using var plane = await PlaneAsync();

        var first = await BatchAsync(plane, """{"Filters":[{"Key":"name","Values":["a","b","gone"]}],"MaxResults":1}""");
        var second = await BatchAsync(plane, $$"""{"Filters":[{"Key":"name","Values":["a","b","gone"]}],"MaxResults":1,"NextToken":"{{first.Text("NextToken")}}"}""");

        Assert.Equal(("a", "b"), ((string?)Assert.Single(first.List("SecretValues"))!["Name"], (string?)Assert.Single(second.List("SecretValues"))!["Name"]));
        Assert.False(second.Json.ContainsKey("NextToken"));
        Assert.Empty(second.List("Errors"));
    }

    [Theory]
    [InlineData("neither names nor filters", "{}", "InvalidParameterException", "Either 'SecretIdList' or 'Filters' must be provided, but not both.")]
    [InlineData("both", """{"SecretIdList":["a"],"Filters":[{"Key":"name","Values":["a"]}]}""", "InvalidParameterException", "Either 'SecretIdList' or 'Filters' must be provided, but not both.")]
    [InlineData("a page of names", """{"SecretIdList":["a"],"MaxResults":1}""", "InvalidParameterException", "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.")]
    [InlineData("a page too large", """{"Filters":[{"Key":"name","Values":["a"]}],"MaxResults":21}""", "ValidationException", "1 validation error detected: Value '21' at 'maxResults' failed")]
    [InlineData("too many names", """{"SecretIdList":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20","21"]}""", "ValidationException", "1 validation error detected: Value with 21 items at 'secretIdList' failed")]
    public async Task A_batch_that_cannot_be_is_refused(string because, string input, string errorType, string message)
    {
        await using var plane = await PlaneAsync();

        var refused = await BatchAsync(plane, input);

        Assert.True((400, errorType) == (refused.Status, refused.ErrorType), because);
        Assert.StartsWith(message, refused.Text("Message"));
    }

    private static Task<TestAnswer> BatchAsync(TestControlPlane plane, string input) => plane.SecretAsync("BatchGetSecretValue", JsonNode.Parse(input)!.AsObject());

    private static async Task<TestControlPlane> PlaneAsync()
    {
        var plane = new TestControlPlane();
        foreach (var name in new[] { "a", "b", "gone" })
        {
            plane.Secrets.Create(name, $"value of {name}", null, new Dictionary<string, string>());
        }

        await plane.SecretAsync("CreateSecret", new() { ["Name"] = "empty", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "gone" });
        return plane;
    }
}
