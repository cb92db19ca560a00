using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

/// <summary>Constraints of the service model, and names as recorded by LocalStack's test_invalid_secret_name.</summary>
public sealed class SecretInputTests
{
    private const string Token = "00000000-0000-0000-0000-000000000000";

    [Theory]
    [InlineData("CreateSecret", """{"Name":"Inv Name","SecretString":"x"}""")]
    [InlineData("DeleteSecret", """{"SecretId":" Inv Name","ForceDeleteWithoutRecovery":true}""")]
    [InlineData("DescribeSecret", """{"SecretId":" Inv*Name? "}""")]
    [InlineData("GetSecretValue", """{"SecretId":" Inv *?!]Name\\-"}""")]
    [InlineData("ListSecretVersionIds", """{"SecretId":"Inv Name"}""")]
    [InlineData("PutSecretValue", """{"SecretId":"Inv Name","SecretString":"x"}""")]
    [InlineData("TagResource", """{"SecretId":"Inv Name","Tags":[]}""")]
    [InlineData("UntagResource", """{"SecretId":"Inv Name","TagKeys":[]}""")]
    [InlineData("UpdateSecret", """{"SecretId":"Inv Name"}""")]
    [InlineData("ValidateResourcePolicy", """{"SecretId":"Inv Name","ResourcePolicy":"{\"Statement\":{\"Effect\":\"Deny\"}}"}""")]
    public async Task A_name_that_none_can_have_is_refused_by_every_operation(string operation, string input)
    {
        await using var plane = new TestControlPlane();
        var withToken = JsonNode.Parse(input)!.AsObject();
        withToken["ClientRequestToken"] = Token;

        var refused = await plane.SecretAsync(operation, withToken);

        Assert.Equal((400, "ValidationException", "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"), (refused.Status, refused.ErrorType, refused.Text("Message")));
    }

    [Theory]
    [InlineData("DescribeSecret", "SecretId", 2049, "'secretId'", 2048)]
    [InlineData("UpdateSecret", "Description", 2049, "'description'", 2048)]
    [InlineData("UpdateSecret", "KmsKeyId", 2049, "'kmsKeyId'", 2048)]
    [InlineData("GetSecretValue", "VersionStage", 257, "'versionStage'", 256)]
    [InlineData("ListSecrets", "NextToken", 4097, "'nextToken'", 4096)]
    [InlineData("RotateSecret", "RotationLambdaARN", 2049, "'rotationLambdaARN'", 2048)]
    [InlineData("GetRandomPassword", "ExcludeCharacters", 4097, "'excludeCharacters'", 4096)]
    public async Task A_member_longer_than_the_model_allows_is_refused(string operation, string member, int length, string where, int most)
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("s", "v", null, new Dictionary<string, string>());

        var refused = await plane.SecretAsync(operation, new() { ["SecretId"] = "s", ["ClientRequestToken"] = Token, [member] = new string('x', length) });

        Assert.Equal((400, "ValidationException"), (refused.Status, refused.ErrorType));
        Assert.EndsWith($"at {where} failed to satisfy constraint: Member must have length less than or equal to {most}", refused.Text("Message"));
    }

    [Fact]
    public async Task A_secret_that_had_tags_shows_an_empty_list_of_them()
    {
        await using var plane = new TestControlPlane();
        plane.Secrets.Create("s", "v", null, new Dictionary<string, string>());
        var never = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" });

        await plane.SecretAsync("TagResource", JsonNode.Parse("""{"SecretId":"s","Tags":[{"Key":"a","Value":"b"}]}""")!.AsObject());
        await plane.SecretAsync("UntagResource", JsonNode.Parse("""{"SecretId":"s","TagKeys":["a"]}""")!.AsObject());

        Assert.False(never.Json.ContainsKey("Tags"));
        Assert.Empty((await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" })).List("Tags"));
    }

    [Fact]
    public async Task A_replica_is_refused_and_nothing_created()
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.SecretAsync("CreateSecret", JsonNode.Parse($$"""{"Name":"s","ClientRequestToken":"{{Token}}","AddReplicaRegions":[{"Region":"eu-west-1"}]}""")!.AsObject());

        Assert.Equal(("InvalidParameterException", 0), (refused.ErrorType, plane.Secrets.AllPresent().Count));
    }
}
