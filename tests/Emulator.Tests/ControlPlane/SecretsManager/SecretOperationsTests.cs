using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

/// <summary>Texts as recorded from AWS (LocalStack's validated test_secretsmanager).</summary>
public sealed class SecretOperationsTests
{
    [Fact]
    public async Task A_secret_is_found_by_name_arn_and_arn_without_suffix()
    {
        await using var plane = new TestControlPlane();
        var arn = (await CreateAsync(plane, "egress/app")).Text("ARN");

        Assert.Matches("^arn:aws:secretsmanager:us-east-1:123456789012:secret:egress/app-[A-Za-z0-9]{6}$", arn);
        foreach (var id in new[] { "egress/app", arn, arn[..^7] })
        {
            Assert.Equal("v", (await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = id })).Text("SecretString"));
        }

        var missing = await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = arn[..^1] });
        Assert.Equal((400, """{"__type":"ResourceNotFoundException","Message":"Secrets Manager can't find the specified secret."}"""), (missing.Status, missing.Body));
    }

    [Theory]
    [InlineData("the name is taken", "taken", "ResourceExistsException", "The operation failed because the secret taken already exists.")]
    [InlineData("the name's secret waits for its deletion", "deleted", "InvalidRequestException", "You can't create this secret because a secret with this name is already scheduled for deletion.")]
    [InlineData("a character that no name has", "Inv Name", "ValidationException", "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!")]
    public async Task A_secret_that_cannot_be_created_is_refused(string because, string name, string errorType, string message)
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "taken");
        await CreateAsync(plane, "deleted");
        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "deleted" });

        var refused = await CreateAsync(plane, name);

        Assert.True((refused.Status, refused.ErrorType) == (400, errorType), because);
        Assert.Equal(message, refused.Text("Message"));
    }

    [Fact]
    public async Task Creating_again_with_token_and_value_of_the_first_time_is_no_error()
    {
        await using var plane = new TestControlPlane();
        var input = new JsonObject { ["Name"] = "s", ["SecretString"] = "v", ["ClientRequestToken"] = Guid.NewGuid().ToString() };

        var (first, again) = (await plane.SecretAsync("CreateSecret", input), await plane.SecretAsync("CreateSecret", input));

        Assert.Equal(first.Body, again.Body);
    }

    [Theory]
    [InlineData("CreateSecret", "InvalidRequestException")]
    [InlineData("PutSecretValue", "InvalidRequestException")]
    [InlineData("UpdateSecret", "InvalidRequestException")]
    [InlineData("RotateSecret", "InvalidParameterException")]
    public async Task A_token_is_required(string operation, string errorType)
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "s");

        var refused = await plane.SecretAsync(operation, new() { ["Name"] = "t", ["SecretId"] = "s", ["SecretString"] = "v" });

        Assert.Equal((errorType, "You must provide a ClientRequestToken value. We recommend a UUID-type value."), (refused.ErrorType, refused.Text("Message")));
    }

    [Fact]
    public async Task A_deleted_secret_is_described_but_not_used_until_it_is_restored_or_gone()
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "s");

        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "s", ["RecoveryWindowInDays"] = 7 });
        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" });
        Assert.Equal(plane.Time.GetUtcNow().AddDays(7).ToUnixTimeSeconds(), (double)described.Json["DeletedDate"]!);
        var read = await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s" });
        Assert.Equal(("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion."), (read.ErrorType, read.Text("Message")));

        await plane.SecretAsync("RestoreSecret", new() { ["SecretId"] = "s" });
        Assert.Equal(200, (await plane.SecretAsync("GetSecretValue", new() { ["SecretId"] = "s" })).Status);

        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "s", ["RecoveryWindowInDays"] = 7 });
        plane.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal("ResourceNotFoundException", (await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" })).ErrorType);
    }

    [Theory]
    [InlineData("six days are too few", 6, false)]
    [InlineData("31 days are too many", 31, false)]
    [InlineData("a window and none at once", 7, true)]
    public async Task A_recovery_window_has_7_to_30_days(string because, int days, bool isForced)
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "s");

        var refused = await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "s", ["RecoveryWindowInDays"] = days, ["ForceDeleteWithoutRecovery"] = isForced });

        Assert.True(refused.ErrorType == "InvalidParameterException", because);
    }

    [Fact]
    public async Task Deletion_without_recovery_is_immediate()
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "s");

        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "s", ["ForceDeleteWithoutRecovery"] = true });

        Assert.Equal(200, (await CreateAsync(plane, "s")).Status);
    }

    [Theory]
    [InlineData("by name", "gone")]
    [InlineData("by ARN", "arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-AbCdEf")]
    public async Task Deletion_without_recovery_of_what_is_not_there_is_no_error(string because, string id)
    {
        await using var plane = new TestControlPlane();

        var deleted = await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = id, ["ForceDeleteWithoutRecovery"] = true });
        var recoverable = await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = id });

        Assert.True((deleted.Status, deleted.Text("Name")) == (200, "gone"), because);
        Assert.Matches("^arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-[A-Za-z0-9]{6}$", deleted.Text("ARN"));
        Assert.True(deleted.Json.ContainsKey("DeletionDate"));
        Assert.Equal("ResourceNotFoundException", recoverable.ErrorType);
    }

    [Fact]
    public async Task An_update_with_a_value_makes_a_current_version_and_one_without_makes_none()
    {
        await using var plane = new TestControlPlane();
        var first = await CreateAsync(plane, "s");

        var described = await plane.SecretAsync("UpdateSecret", new() { ["SecretId"] = "s", ["Description"] = "d", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
        var updated = await plane.SecretAsync("UpdateSecret", new() { ["SecretId"] = "s", ["SecretString"] = "w", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
        var refused = await plane.SecretAsync("UpdateSecret", new() { ["SecretId"] = "s", ["SecretString"] = "w", ["ClientRequestToken"] = updated.Text("VersionId") });

        Assert.False(described.Json.ContainsKey("VersionId"));
        Assert.Equal(("w", "v"), (plane.Secrets.Read("s", "AWSCURRENT"), plane.Secrets.Read("s", "AWSPREVIOUS")));
        Assert.Equal(first.Text("VersionId"), plane.Secrets.Present("s").VersionOf("AWSPREVIOUS")!.Id);
        Assert.Equal("ResourceExistsException", refused.ErrorType);
    }

    [Fact]
    public async Task Tags_are_added_replaced_and_removed()
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "s");

        await plane.SecretAsync("TagResource", new() { ["SecretId"] = "s", ["Tags"] = new JsonArray(Tag("a", "1"), Tag("b", "2")) });
        await plane.SecretAsync("TagResource", new() { ["SecretId"] = "s", ["Tags"] = new JsonArray(Tag("b", "3")) });
        await plane.SecretAsync("UntagResource", new() { ["SecretId"] = "s", ["TagKeys"] = new JsonArray("a", "none") });

        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" });
        Assert.Equal("""[{"Key":"b","Value":"3"}]""", described.Json["Tags"]!.ToJsonString());
        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "s" });
        Assert.Equal("InvalidRequestException", (await plane.SecretAsync("TagResource", new() { ["SecretId"] = "s", ["Tags"] = new JsonArray(Tag("c", "1")) })).ErrorType);
    }

    [Fact]
    public async Task A_secret_that_never_rotated_does_not_say_whether_it_rotates()
    {
        await using var plane = new TestControlPlane();
        await CreateAsync(plane, "s");

        var described = await plane.SecretAsync("DescribeSecret", new() { ["SecretId"] = "s" });

        Assert.Equal(["ARN", "CreatedDate", "LastChangedDate", "Name", "VersionIdsToStages"], described.Json.Select(member => member.Key).Order());
    }

    private static JsonObject Tag(string key, string value) => new() { ["Key"] = key, ["Value"] = value };

    private static Task<TestAnswer> CreateAsync(TestControlPlane plane, string name) =>
        plane.SecretAsync("CreateSecret", new() { ["Name"] = name, ["SecretString"] = "v", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
}
