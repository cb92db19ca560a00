using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>What a rotator may rely on, as sentences that any control plane can be asked about. Each clause makes what it needs.</summary>
internal static class ControlPlaneContract
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses = new Dictionary<string, Func<ContractClient, Task>>
    {
        ["A key is disabled unless enabled is sent"] = async aws =>
            Assert.False((bool)(await aws.RestAsync("POST", "/apikeys", """{"name":"k"}""")).Json["enabled"]!),

        ["A value has at least 20 characters"] = async aws =>
            AssertError(400, "BadRequestException", await aws.RestAsync("POST", "/apikeys", """{"name":"k","value":"short"}""")),

        ["The same value twice is a conflict"] = async aws =>
        {
            var value = Guid.NewGuid().ToString("N");
            await aws.NewKeyAsync("k", value);
            AssertError(409, "ConflictException", await aws.RestAsync("POST", "/apikeys", new JsonObject { ["value"] = value }.ToJsonString()));
        },

        ["A list of keys holds no values unless asked"] = async aws =>
        {
            var value = Guid.NewGuid().ToString("N");
            await aws.NewKeyAsync($"listed-{value}", value);
            Assert.Null((await aws.RestAsync("GET", $"/apikeys?name=listed-{value}&limit=500")).Items[0]!["value"]);
            Assert.Equal(value, (string?)(await aws.RestAsync("GET", $"/apikeys?name=listed-{value}&limit=500&includeValues=true")).Items[0]!["value"]);
        },

        ["A list of keys comes in pages"] = async aws =>
        {
            await aws.NewKeyAsync("p1");
            await aws.NewKeyAsync("p2");
            var page = await aws.RestAsync("GET", "/apikeys?limit=1");
            Assert.Single(page.Items);
            Assert.NotEqual("", page.Text("position"));
        },

        ["A key is disabled by a patch"] = async aws =>
        {
            var key = await aws.NewKeyAsync("k");
            await aws.RestAsync("PATCH", $"/apikeys/{key}", """{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"}]}""");
            Assert.False((bool)(await aws.RestAsync("GET", $"/apikeys/{key}")).Json["enabled"]!);
        },

        ["The value of a key cannot be patched"] = async aws => AssertError(400, "BadRequestException", await aws.RestAsync(
            "PATCH", $"/apikeys/{await aws.NewKeyAsync("k")}", """{"patchOperations":[{"op":"replace","path":"/value","value":"another-value-of-30-characters"}]}""")),

        ["A missing key is not found"] = async aws => AssertError(404, "NotFoundException", await aws.RestAsync("GET", "/apikeys/nothing")),

        ["An attached key is listed with its value"] = async aws =>
        {
            var (plan, value) = (await aws.NewPlanAsync("p"), Guid.NewGuid().ToString("N"));
            Assert.Equal(201, (await aws.AttachAsync(plan, await aws.NewKeyAsync("k", value))).Status);
            Assert.Equal(value, (string?)Assert.Single((await aws.RestAsync("GET", $"/usageplans/{plan}/keys")).Items)!["value"]);
        },

        ["The plans of one key can be listed"] = async aws =>
        {
            var (plan, _, key) = (await aws.NewPlanAsync("p"), await aws.NewPlanAsync("q"), await aws.NewKeyAsync("k"));
            await aws.AttachAsync(plan, key);
            Assert.Equal(plan, (string?)Assert.Single((await aws.RestAsync("GET", $"/usageplans?keyId={key}")).Items)!["id"]);
        },

        ["Attaching twice is a conflict"] = async aws =>
        {
            var (plan, key) = (await aws.NewPlanAsync("p"), await aws.NewKeyAsync("k"));
            await aws.AttachAsync(plan, key);
            AssertError(409, "ConflictException", await aws.AttachAsync(plan, key));
        },

        ["Attaching to a missing plan is not found"] = async aws => AssertError(404, "NotFoundException", await aws.AttachAsync("nothing", await aws.NewKeyAsync("k"))),

        ["Detaching twice is not found"] = async aws =>
        {
            var (plan, key) = (await aws.NewPlanAsync("p"), await aws.NewKeyAsync("k"));
            await aws.AttachAsync(plan, key);
            Assert.Equal(202, (await aws.RestAsync("DELETE", $"/usageplans/{plan}/keys/{key}")).Status);
            AssertError(404, "NotFoundException", await aws.RestAsync("DELETE", $"/usageplans/{plan}/keys/{key}"));
        },

        ["A deleted key leaves its plans"] = async aws =>
        {
            var (plan, key) = (await aws.NewPlanAsync("p"), await aws.NewKeyAsync("k"));
            await aws.AttachAsync(plan, key);
            Assert.Equal(202, (await aws.RestAsync("DELETE", $"/apikeys/{key}")).Status);
            Assert.Empty((await aws.RestAsync("GET", $"/usageplans/{plan}/keys")).Items);
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
            AssertError(400, "InvalidParameterException", await aws.MoveAsync(secret, "AWSCURRENT", pending, pending));
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
            AssertError(400, "ResourceExistsException", await aws.PutAsync(secret, pending, "other", "AWSPENDING"));
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
            AssertError(400, "InvalidParameterException", await aws.MoveAsync(secret, "AWSPENDING", null, current));
        },

        ["A missing secret is not found"] = async aws =>
            AssertError(400, "ResourceNotFoundException", await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = $"{Guid.NewGuid()}" })),

        ["A deleted secret cannot be read"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            await aws.SecretAsync("DeleteSecret", new() { ["SecretId"] = secret });
            AssertError(400, "InvalidRequestException", await aws.SecretAsync("GetSecretValue", new() { ["SecretId"] = secret }));
        },

        ["A rotation is refused while another version is pending"] = async aws =>
        {
            var (secret, _, _) = await aws.NewSecretAsync();
            AssertError(400, "InvalidRequestException", await aws.SecretAsync("RotateSecret", new() { ["SecretId"] = secret, ["ClientRequestToken"] = $"{Guid.NewGuid()}" }));
        },
    };

    private static void AssertError(int status, string errorType, ContractAnswer answer) => Assert.Equal((status, errorType), (answer.Status, answer.ErrorType));
}
