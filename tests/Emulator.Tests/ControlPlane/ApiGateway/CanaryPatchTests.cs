using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

/// <summary>A canary's life in patches, as the guide's pages on canary release deployments have them.</summary>
public sealed class CanaryPatchTests
{
    private const string Stage = $"/restapis/{TestControlPlane.ApiId}/stages/one";

    [Fact]
    public async Task A_canary_is_made_changed_promoted_and_removed_by_patches()
    {
        await using var plane = new TestControlPlane();
        await PatchAsync(plane, ("replace", "/variables/sv0", "val0", null), ("replace", "/variables/sv1", "val1", null));

        var made = await PatchAsync(
            plane,
            ("replace", "/canarySettings/percentTraffic", "10.5", null),
            ("replace", "/canarySettings/useStageCache", "false", null),
            ("replace", "/canarySettings/deploymentId", "dabcde", null),
            ("replace", "/canarySettings/stageVariableOverrides/sv1", "val2", null),
            ("replace", "/canarySettings/stageVariableOverrides/sv2", "val3", null));
        var changed = await PatchAsync(plane, ("remove", "/canarySettings/stageVariableOverrides/sv1", null, null));
        var promoted = await PatchAsync(
            plane,
            ("replace", "/canarySettings/percentTraffic", "0.0", null),
            ("copy", "/variables", null, "/canarySettings/stageVariableOverrides"),
            ("copy", "/deploymentId", null, "/canarySettings/deploymentId"));
        var removed = await PatchAsync(plane, ("remove", "/canarySettings", null, null));

        Assert.Equal("""{"percentTraffic":10.5,"deploymentId":"dabcde","useStageCache":false,"stageVariableOverrides":{"sv1":"val2","sv2":"val3"}}""", made.Json["canarySettings"]!.ToJsonString());
        Assert.Equal("""{"sv0":"val0","sv1":"val1"}""", made.Json["variables"]!.ToJsonString());
        Assert.Equal("""{"sv2":"val3"}""", changed.Json["canarySettings"]!["stageVariableOverrides"]!.ToJsonString());
        Assert.Equal("""{"sv0":"val0","sv1":"val1","sv2":"val3"}""", promoted.Json["variables"]!.ToJsonString());
        Assert.Equal("0", promoted.Json["canarySettings"]!["percentTraffic"]!.ToJsonString());
        Assert.False(removed.Json.ContainsKey("canarySettings"));
    }

    [Theory]
    [InlineData("more than all", "replace", "/canarySettings/percentTraffic", "100.1", null, "Invalid percentTraffic 100.1")]
    [InlineData("less than nothing", "replace", "/canarySettings/percentTraffic", "-1", null, "Invalid percentTraffic -1")]
    [InlineData("another deployment", "replace", "/canarySettings/deploymentId", "zzz", null, "Deployment id does not exist")]
    [InlineData("no flag", "replace", "/canarySettings/useStageCache", "maybe", null, "Invalid value 'maybe'")]
    [InlineData("no such member", "replace", "/canarySettings/other", "1", null, "Invalid method setting path: /canarySettings/other. Must be one of: [")]
    [InlineData("the whole at once", "replace", "/canarySettings", "1", null, "Invalid method setting path: /canarySettings. Must be one of: [")]
    [InlineData("an addition", "add", "/canarySettings/deploymentId", "dabcde", null, "Invalid add operation with path: /canarySettings/deploymentId")]
    [InlineData("an addition of a variable", "add", "/canarySettings/stageVariableOverrides/a", "b", null, "Invalid add operation with path: /canarySettings/stageVariableOverrides/a")]
    [InlineData("all overrides", "remove", "/canarySettings/stageVariableOverrides", null, null, "Cannot remove method setting canarySettings/stageVariableOverrides because there is no method setting for this method ")]
    [InlineData("a member alone", "remove", "/canarySettings/percentTraffic", null, null, "Cannot remove method setting canarySettings/percentTraffic because")]
    [InlineData("a member that only looks like it", "replace", "/canarySettingsX", "1", null, "Invalid method setting path: /canarySettingsX.")]
    [InlineData("a variable that cannot be", "replace", "/canarySettings/stageVariableOverrides/a", "a b", null, "Invalid value of the stage variable a")]
    [InlineData("a variable that is not there", "remove", "/canarySettings/stageVariableOverrides/none", null, null, "Cannot remove stage variable none")]
    [InlineData("a copy from elsewhere", "copy", "/variables", null, "/description", "Invalid copy operation with path: /variables and from /description. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]")]
    [InlineData("a copy the wrong way round", "copy", "/canarySettings/deploymentId", null, "/deploymentId", "Invalid copy operation with path: /canarySettings/deploymentId and from /deploymentId.")]
    public async Task A_patch_that_cannot_be_leaves_the_canary_as_it_was(string because, string op, string path, string? value, string? from, string message)
    {
        await using var plane = new TestControlPlane();
        var before = await PatchAsync(plane, ("replace", "/canarySettings/percentTraffic", "5", null));

        var refused = await PatchAsync(plane, (op, path, value, from));

        Assert.True((refused.Status, refused.ErrorType) == (400, "BadRequestException"), because);
        Assert.StartsWith(message, refused.Text("message"));
        Assert.Equal(before.Body, (await plane.RestAsync("GET", Stage)).Body);
    }

    [Fact]
    public async Task A_promotion_that_would_make_too_many_variables_is_refused()
    {
        await using var plane = new TestControlPlane();
        await PatchAsync(plane, [.. Enumerable.Range(0, 100).Select(n => ("replace", $"/variables/v{n}", (string?)"x", (string?)null))]);
        await PatchAsync(plane, ("replace", "/canarySettings/percentTraffic", "5", null), ("replace", "/canarySettings/stageVariableOverrides/one", "more", null));

        Assert.Equal("LimitExceededException", (await PatchAsync(plane, ("copy", "/variables", null, "/canarySettings/stageVariableOverrides"))).ErrorType);
    }

    private static Task<TestAnswer> PatchAsync(TestControlPlane plane, params (string Op, string Path, string? Value, string? From)[] patches) => plane.RestAsync("PATCH", Stage, new JsonObject
    {
        ["patchOperations"] = new JsonArray([.. patches.Select(patch => new JsonObject { ["op"] = patch.Op, ["path"] = patch.Path, ["value"] = patch.Value, ["from"] = patch.From })]),
    });
}
