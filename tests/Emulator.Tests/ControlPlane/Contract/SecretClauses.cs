using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>Secrets, their versions and labels, their rotation and their end.</summary>
internal static class SecretClauses
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses = new Dictionary<string, Func<ContractClient, Task>>
    {
        ["A resource policy is kept until it is deleted"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            const string policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""";
            await aws.SecretAsync("PutResourcePolicy", new() { ["SecretId"] = secret, ["ResourcePolicy"] = policy });
            Assert.Equal(policy, (await aws.SecretAsync("GetResourcePolicy", new() { ["SecretId"] = secret })).Text("ResourcePolicy"));
            await aws.SecretAsync("DeleteResourcePolicy", new() { ["SecretId"] = secret });
            Assert.Null((await aws.SecretAsync("GetResourcePolicy", new() { ["SecretId"] = secret })).Json["ResourcePolicy"]);
        },

        ["Secrets are read together, the missing ones as errors"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            var read = await aws.SecretAsync("BatchGetSecretValue", new() { ["SecretIdList"] = new JsonArray(secret, "nothing") });
            Assert.Equal("one", (string?)Assert.Single(read.Json["SecretValues"]!.AsArray())!["SecretString"]);
            Assert.Equal("nothing ResourceNotFoundException", $"{read.Json["Errors"]![0]!["SecretId"]} {read.Json["Errors"]![0]!["ErrorCode"]}");
        },

        ["A filter needs a key that there is, and values"] = async aws =>
        {
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await ListAsync(aws, """[{"Values":["x"]}]"""));
            ControlPlaneContract.AssertError(400, "ValidationException", await ListAsync(aws, """[{"Key":"nome","Values":["x"]}]"""));
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await ListAsync(aws, """[{"Key":"name"}]"""));
        },

        ["A secret that had tags shows an empty list of them"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            await aws.SecretAsync("TagResource", new() { ["SecretId"] = secret, ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "a", ["Value"] = "b" }) });
            await aws.SecretAsync("UntagResource", new() { ["SecretId"] = secret, ["TagKeys"] = new JsonArray("a") });
            Assert.Equal("[]", (await aws.SecretAsync("DescribeSecret", new() { ["SecretId"] = secret })).Json["Tags"]?.ToJsonString());
        },

        ["A pending version leaves the current one alone"] = async aws =>
        {
            var (secret, current, pending) = await aws.NewSecretAsync();
            Assert.Equal(("AWSCURRENT", "AWSPENDING"), (await aws.LabelsAsync(secret, current), await aws.LabelsAsync(secret, pending)));
        },

        ["Promoting makes the old version previous"] = async aws =>
        {
            var (secret, current, pending) = await aws.NewSecretAsync();
            await aws.MoveAsync(secret, "AWSCURRENT", current, pending);
            Assert.Equal("AWSPREVIOUS", await aws.LabelsAsync(secret, current));
            Assert.Equal("two", (await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = secret, ["VersionStage"] = "AWSCURRENT" })).Text("SecretString"));
        },

        ["A label is not moved from a version that does not have it"] = async aws =>
        {
            var (secret, _, pending) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await aws.MoveAsync(secret, "AWSCURRENT", pending, pending));
        },

        ["The pending label can be taken away"] = async aws =>
        {
            var (secret, _, pending) = await aws.NewSecretAsync();
            Assert.Equal(200, (await aws.MoveAsync(secret, "AWSPENDING", pending, null)).Status);
            Assert.Equal("", await aws.LabelsAsync(secret, pending));
        },

        ["The same token with other data is refused"] = async aws =>
        {
            var (secret, _, pending) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "ResourceExistsException", await aws.PutAsync(secret, pending, "other", "AWSPENDING"));
        },

        ["The same token with the same data is no error"] = async aws =>
        {
            var (secret, _, pending) = await aws.NewSecretAsync();
            Assert.Equal(200, (await aws.PutAsync(secret, pending, "two", "AWSPENDING")).Status);
        },

        ["A label of one's own is on one version only"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
            await aws.PutAsync(secret, first, "three", "mine");
            await aws.PutAsync(secret, second, "four", "mine");
            Assert.Equal(("", "mine"), (await aws.LabelsAsync(secret, first), await aws.LabelsAsync(secret, second)));
        },

        ["A label is not moved without naming the version that has it"] = async aws =>
        {
            var (secret, current, _) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await aws.MoveAsync(secret, "AWSPENDING", null, current));
        },

        ["A missing secret is not found"] = async aws =>
            ControlPlaneContract.AssertError(400, "ResourceNotFoundException", await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = $"{Guid.NewGuid()}" })),

        ["A deleted secret cannot be read"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            await aws.SecretAsync("DeleteSecret", new() { ["SecretId"] = secret });
            ControlPlaneContract.AssertError(400, "InvalidRequestException", await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = secret }));
        },

        ["A rotation is refused while another version is pending"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "InvalidRequestException", await aws.SecretAsync("RotateSecret", new() { ["SecretId"] = secret, ["ClientRequestToken"] = $"{Guid.NewGuid()}" }));
        },

        ["An answer of a secret names its version and its labels"] = async aws =>
        {
            var (secret, current, _) = await aws.NewSecretAsync();
            var answer = await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = secret });
            Assert.Equal((current, "AWSCURRENT"), (answer.Text("VersionId"), (string?)Assert.Single(answer.Json["VersionStages"]!.AsArray())));
        },

        ["The current label cannot be taken away"] = async aws =>
        {
            var (secret, current, _) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await aws.MoveAsync(secret, "AWSCURRENT", current, null));
        },

        ["A deletion window is 7 to 30 days"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await aws.SecretAsync("DeleteSecret", new() { ["SecretId"] = secret, ["RecoveryWindowInDays"] = 6 }));
        },

        ["A deletion is either forced or has a window"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            ControlPlaneContract.AssertError(400, "InvalidParameterException", await aws.SecretAsync("DeleteSecret", new() { ["SecretId"] = secret, ["RecoveryWindowInDays"] = 7, ["ForceDeleteWithoutRecovery"] = true }));
        },

        ["A secret comes back within its window"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            await aws.SecretAsync("DeleteSecret", new() { ["SecretId"] = secret, ["RecoveryWindowInDays"] = 7 });
            Assert.Equal(200, (await aws.SecretAsync("RestoreSecret", new() { ["SecretId"] = secret })).Status);
            Assert.Equal("one", (await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = secret })).Text("SecretString"));
        },

        ["A rotation needs a function"] = async aws =>
        {
            var (secret, _, pending) = await aws.NewSecretAsync();
            await aws.MoveAsync(secret, "AWSPENDING", pending, null);
            ControlPlaneContract.AssertError(400, "InvalidRequestException", await aws.SecretAsync("RotateSecret", new() { ["SecretId"] = secret, ["ClientRequestToken"] = $"{Guid.NewGuid()}" }));
        },
    };

    private static Task<ContractAnswer> ListAsync(ContractClient aws, string filters) => aws.SecretAsync("ListSecrets", new() { ["Filters"] = JsonNode.Parse(filters) });
}
