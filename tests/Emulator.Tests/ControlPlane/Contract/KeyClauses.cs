using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>API keys and the plans they are in.</summary>
internal static class KeyClauses
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses = new Dictionary<string, Func<ContractClient, Task>>
    {
        ["A key is disabled unless enabled is sent"] = async aws =>
            Assert.False((bool)(await aws.RestAsync("POST", "/apikeys", """{"name":"k"}""")).Json["enabled"]!),

        ["A value has at least 20 characters"] = async aws =>
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("POST", "/apikeys", """{"name":"k","value":"short"}""")),

        ["The same value twice is a conflict"] = async aws =>
        {
            var value = Guid.NewGuid().ToString("N");
            await aws.NewKeyAsync("k", value);
            ControlPlaneContract.AssertError(409, "ConflictException", await aws.RestAsync("POST", "/apikeys", new JsonObject { ["value"] = value }.ToJsonString()));
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
            Assert.Equal((true, true), (page.Items.Count == 1, page.Text("position").Length > 0));
        },

        ["A key is disabled by a patch"] = async aws =>
        {
            var key = await aws.NewKeyAsync("k");
            await aws.RestAsync("PATCH", $"/apikeys/{key}", """{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"}]}""");
            Assert.False((bool)(await aws.RestAsync("GET", $"/apikeys/{key}")).Json["enabled"]!);
        },

        ["The value of a key cannot be patched"] = async aws => ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync(
            "PATCH", $"/apikeys/{await aws.NewKeyAsync("k")}", """{"patchOperations":[{"op":"replace","path":"/value","value":"another-value-of-30-characters"}]}""")),

        ["A missing key is not found"] = async aws => ControlPlaneContract.AssertError(404, "NotFoundException", await aws.RestAsync("GET", "/apikeys/nothing")),

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
            ControlPlaneContract.AssertError(409, "ConflictException", await aws.AttachAsync(plan, key));
        },

        ["Attaching to a missing plan is not found"] = async aws => ControlPlaneContract.AssertError(404, "NotFoundException", await aws.AttachAsync("nothing", await aws.NewKeyAsync("k"))),

        ["Detaching twice is not found"] = async aws =>
        {
            var (plan, key) = (await aws.NewPlanAsync("p"), await aws.NewKeyAsync("k"));
            await aws.AttachAsync(plan, key);
            Assert.Equal(202, (await aws.RestAsync("DELETE", $"/usageplans/{plan}/keys/{key}")).Status);
            ControlPlaneContract.AssertError(404, "NotFoundException", await aws.RestAsync("DELETE", $"/usageplans/{plan}/keys/{key}"));
        },

        ["A deleted key leaves its plans"] = async aws =>
        {
            var (plan, key) = (await aws.NewPlanAsync("p"), await aws.NewKeyAsync("k"));
            await aws.AttachAsync(plan, key);
            var deletion = await aws.RestAsync("DELETE", $"/apikeys/{key}");
            Assert.Equal((202, 0), (deletion.Status, (await aws.RestAsync("GET", $"/usageplans/{plan}/keys")).Items.Count));
        },
    };
}
