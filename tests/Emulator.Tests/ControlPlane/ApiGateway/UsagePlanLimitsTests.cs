using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

/// <summary>Limits that a plan may have and those that it may not, and what can be taken out of a plan again.</summary>
public sealed class UsagePlanLimitsTests
{
    private const string Value = "a-value-of-24-characters";

    [Theory]
    [InlineData("a negative rate", """{"throttle":{"rateLimit":-1,"burstLimit":1}}""", "BadRequestException")]
    [InlineData("a negative burst", """{"throttle":{"rateLimit":1,"burstLimit":-1}}""", "BadRequestException")]
    [InlineData("a negative rate of a method", """{"apiStages":[{"apiId":"abcde12345","stage":"one","throttle":{"/a/GET":{"rateLimit":-0.5}}}]}""", "BadRequestException")]
    [InlineData("a negative burst of a method", """{"apiStages":[{"apiId":"abcde12345","stage":"one","throttle":{"/a/GET":{"burstLimit":-1}}}]}""", "BadRequestException")]
    [InlineData("a number for a method's throttle", """{"apiStages":[{"apiId":"abcde12345","stage":"one","throttle":{"/a/GET":5}}]}""", "SerializationException")]
    [InlineData("a text for a method's throttle", """{"apiStages":[{"apiId":"abcde12345","stage":"one","throttle":{"/a/GET":"5"}}]}""", "SerializationException")]
    [InlineData("a list for a method's throttle", """{"apiStages":[{"apiId":"abcde12345","stage":"one","throttle":{"/a/GET":[]}}]}""", "SerializationException")]
    [InlineData("nothing for a method's throttle", """{"apiStages":[{"apiId":"abcde12345","stage":"one","throttle":{"/a/GET":null}}]}""", "BadRequestException")]
    public async Task A_plan_is_not_made_with_limits_that_are_none(string because, string limits, string errorType)
    {
        await using var plane = new TestControlPlane();
        var body = JsonNode.Parse(limits)!.AsObject();
        body["name"] = "p";

        var refused = await plane.RestAsync("POST", "/usageplans", body);

        Assert.True((refused.Status, refused.ErrorType) == (400, errorType), because);
        Assert.Empty(plane.Apis.Plans);
    }

    [Theory]
    [InlineData("/throttle/rateLimit", "-1")]
    [InlineData("/throttle/burstLimit", "-1")]
    [InlineData("/apiStages/abcde12345:one/throttle/~1a/GET/rateLimit", "-0.5")]
    [InlineData("/apiStages/abcde12345:one/throttle/~1a/GET/burstLimit", "-1")]
    public async Task A_negative_limit_is_not_patched_in(string path, string value)
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");
        var before = (await plane.RestAsync("GET", $"/usageplans/{plan}")).Body;

        var refused = await PatchAsync(plane, plan, ("replace", path, value));

        Assert.Equal((400, "BadRequestException"), (refused.Status, refused.ErrorType));
        Assert.Equal(before, (await plane.RestAsync("GET", $"/usageplans/{plan}")).Body);
    }

    [Fact]
    public async Task A_product_code_is_kept_shown_and_removed()
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p");

        var set = await PatchAsync(plane, plan, ("replace", "/productCode", "prod-1"));
        var removed = await PatchAsync(plane, plan, ("remove", "/productCode", null));

        Assert.Equal((200, "prod-1"), (set.Status, set.Text("productCode")));
        Assert.Equal((200, false), (removed.Status, removed.Json.ContainsKey("productCode")));
    }

    [Fact]
    public async Task All_method_throttles_of_a_stage_are_removed_at_once_and_those_of_another_stay()
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one", "two");
        await plane.AttachAsync(plan, await plane.CreateKeyAsync("k", value: Value));
        await PatchAsync(
            plane, plan, ("replace", "/apiStages/abcde12345:one/throttle/~1a/GET/rateLimit", "1"), ("replace", "/apiStages/abcde12345:one/throttle/*/*/rateLimit", "2"), ("replace", "/apiStages/abcde12345:two/throttle/*/*/rateLimit", "3"));

        var removed = await PatchAsync(plane, plan, ("remove", "/apiStages/abcde12345:one/throttle", null));

        Assert.Equal(200, removed.Status);
        Assert.Empty(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", Value)!.MethodThrottles);
        Assert.Equal(new ThrottleLimit(3, 0), plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "two", Value)!.MethodThrottles["*/*"]);
    }

    [Theory]
    [InlineData("of a stage that the plan has not", "remove", "/apiStages/abcde12345:three/throttle", 404)]
    [InlineData("with another operation", "replace", "/apiStages/abcde12345:one/throttle", 400)]
    public async Task Method_throttles_are_not_removed(string because, string op, string path, int status)
    {
        await using var plane = new TestControlPlane();

        Assert.True((await PatchAsync(plane, await plane.CreatePlanAsync("p", "one"), (op, path, null))).Status == status, because);
    }

    private static Task<TestAnswer> PatchAsync(TestControlPlane plane, string plan, params (string Op, string Path, string? Value)[] patches) => plane.RestAsync("PATCH", $"/usageplans/{plan}", new JsonObject
    {
        ["patchOperations"] = new JsonArray([.. patches.Select(patch => new JsonObject { ["op"] = patch.Op, ["path"] = patch.Path, ["value"] = patch.Value })]),
    });
}
