using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

/// <summary>Answers as recorded from AWS (LocalStack's validated test_usage_plan_crud; vector control.usageplan.burst-gt-rate-allowed).</summary>
public sealed class UsagePlanOperationsTests
{
    [Fact]
    public async Task A_plan_is_answered_as_it_was_asked_for_and_a_burst_may_exceed_the_rate()
    {
        await using var plane = new TestControlPlane();

        var plan = await plane.RestAsync("POST", "/usageplans", new JsonObject
        {
            ["name"] = "p",
            ["throttle"] = new JsonObject { ["rateLimit"] = 10, ["burstLimit"] = 20 },
            ["quota"] = new JsonObject { ["limit"] = 10, ["period"] = "DAY" },
        });

        Assert.Equal(201, plan.Status);
        Assert.Equal("""{"burstLimit":20,"rateLimit":10}""", plan.Json["throttle"]!.ToJsonString());
        Assert.Equal("""{"limit":10,"offset":0,"period":"DAY"}""", plan.Json["quota"]!.ToJsonString());
        Assert.Empty(plan.List("apiStages"));
        Assert.False(plan.Json.ContainsKey("tags"));
        Assert.Empty((await plane.RestAsync("GET", $"/usageplans/{plan.Text("id")}")).Json["tags"]!.AsObject());
    }

    [Fact]
    public async Task A_rate_beyond_all_numbers_is_refused_and_leaves_no_plan_that_cannot_be_listed()
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.RestAsync("POST", "/usageplans", (JsonObject)JsonNode.Parse("""{"name":"p","throttle":{"rateLimit":1e999,"burstLimit":1}}""")!);

        Assert.Equal(400, refused.Status);
        Assert.Empty((await plane.RestAsync("GET", "/usageplans")).List("item"));
    }

    [Theory]
    [InlineData("another operation than add or remove", "replace", "/apiStages", "abcde12345:one", 400, null)]
    [InlineData("no colon", "add", "/apiStages", "abcde12345", 400, "Invalid API Stage specified")]
    [InlineData("no value", "remove", "/apiStages", null, 400, "Invalid API Stage specified")]
    [InlineData("a stage that does not exist", "add", "/apiStages", "abcde12345:three", 404, "Invalid API Stage {api: abcde12345, stage: three} specified for usageplan ")]
    [InlineData("an API that does not exist", "add", "/apiStages", "zzzzz:one", 404, "Invalid API Stage {api: zzzzz, stage: one} specified for usageplan ")]
    [InlineData("a path that no plan has", "replace", "/id", "x", 400, "Invalid patch path  '/id' specified for op 'replace'.")]
    [InlineData("a limit that is no number", "replace", "/quota/limit", "many", 400, "Invalid value 'many' specified for '/quota/limit'")]
    public async Task A_wrong_patch_is_refused(string because, string op, string path, string? value, int status, string? message)
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");

        var refused = await PatchAsync(plane, plan, (op, path, value));

        Assert.True(refused.Status == status, because);
        Assert.StartsWith(message ?? "", refused.Text("message"));
    }

    [Fact]
    public async Task Patches_change_limits_and_stages_and_reach_the_nodes()
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");
        await plane.AttachAsync(plan, await plane.CreateKeyAsync("k", value: "a-value-of-24-characters"));

        await PatchAsync(plane, plan, ("replace", "/throttle/rateLimit", "2.5"), ("replace", "/throttle/burstLimit", "5"), ("replace", "/quota/limit", "7"), ("replace", "/quota/period", "WEEK"));
        await PatchAsync(plane, plan, ("remove", "/apiStages", "abcde12345:one"), ("add", "/apiStages", "abcde12345:two"));

        Assert.Null(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", "a-value-of-24-characters"));
        var grant = plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "two", "a-value-of-24-characters")!;
        Assert.Equal((2.5, 5, 7, "WEEK"), (grant.Throttle!.RatePerSecond, grant.Throttle.Burst, grant.Quota!.Limit, grant.Quota.Period));
    }

    [Fact]
    public async Task A_stage_is_in_a_plan_once_and_a_refusal_leaves_the_plan_usable()
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");
        await plane.AttachAsync(plan, await plane.CreateKeyAsync("k", value: "a-value-of-24-characters"));

        var again = await PatchAsync(plane, plan, ("add", "/apiStages", "abcde12345:one"));
        var twice = await plane.RestAsync("POST", "/usageplans", new JsonObject
        {
            ["name"] = "q",
            ["apiStages"] = new JsonArray(new JsonObject { ["apiId"] = TestControlPlane.ApiId, ["stage"] = "two" }, new JsonObject { ["apiId"] = TestControlPlane.ApiId, ["stage"] = "two" }),
        });

        Assert.Equal((409, "ConflictException"), (again.Status, again.ErrorType));
        Assert.Contains("{api: abcde12345, stage: one}", again.Text("message"));
        Assert.Equal((409, "ConflictException"), (twice.Status, twice.ErrorType));
        Assert.Single((await plane.RestAsync("GET", $"/usageplans/{plan}")).List("apiStages"));
        Assert.Equal(200, (await PatchAsync(plane, plan, ("replace", "/name", "r"))).Status);
        Assert.NotNull(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", "a-value-of-24-characters"));
    }

    [Theory]
    [InlineData("the path escaped as in a JSON pointer", "~1a~1{proxy+}/GET", "/a/{proxy+}/GET")]
    [InlineData("the path as it is", "/a/{proxy+}/GET", "/a/{proxy+}/GET")]
    [InlineData("the root", "~1/ANY", "//ANY")]
    [InlineData("all methods", "*/*", "*/*")]
    public async Task A_method_s_throttle_is_patched_by_its_path(string because, string method, string stored)
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");
        await plane.AttachAsync(plan, await plane.CreateKeyAsync("k", value: "a-value-of-24-characters"));
        var path = $"/apiStages/abcde12345:one/throttle/{method}";

        var set = await PatchAsync(plane, plan, ("replace", path + "/rateLimit", "2.5"), ("add", path + "/burstLimit", "5"));
        var throttle = plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", "a-value-of-24-characters")!.MethodThrottles[stored];
        var removed = await PatchAsync(plane, plan, ("remove", path, null));

        Assert.True((set.Status, throttle) == (200, new ThrottleLimit(2.5, 5)), because);
        Assert.Equal(200, removed.Status);
        Assert.Empty(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", "a-value-of-24-characters")!.MethodThrottles);
    }

    [Theory]
    [InlineData("a stage of no plan", "replace", "/apiStages/abcde12345:two/throttle/~1a/GET/rateLimit", "1", 404, "Invalid API Stage {api: abcde12345, stage: two}")]
    [InlineData("no verb", "replace", "/apiStages/abcde12345:one/throttle/~1a/get/rateLimit", "1", 400, "Invalid patch path")]
    [InlineData("no such limit", "replace", "/apiStages/abcde12345:one/throttle/~1a/GET/limit", "1", 400, "Invalid patch path")]
    [InlineData("no number", "replace", "/apiStages/abcde12345:one/throttle/~1a/GET/burstLimit", "x", 400, "Invalid value 'x'")]
    [InlineData("removal of what is not there", "remove", "/apiStages/abcde12345:one/throttle/~1a/GET", null, 404, "Invalid method")]
    public async Task A_wrong_patch_of_a_method_s_throttle_is_refused(string because, string op, string path, string? value, int status, string message)
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");

        var refused = await PatchAsync(plane, plan, (op, path, value));

        Assert.True(refused.Status == status, because);
        Assert.StartsWith(message, refused.Text("message"));
    }

    [Fact]
    public async Task The_plans_of_one_key_can_be_listed()
    {
        await using var plane = new TestControlPlane();
        var (first, second, key) = (await plane.CreatePlanAsync("p1", "one"), await plane.CreatePlanAsync("p2", "two"), await plane.CreateKeyAsync("k"));
        await plane.AttachAsync(second, key);

        var plans = await plane.RestAsync("GET", $"/usageplans?keyId={key}");

        Assert.Equal(second, (string?)Assert.Single(plans.List("item"))!["id"]);
        Assert.Equal([second, first], (await plane.RestAsync("GET", "/usageplans")).List("item").Select(plan => (string)plan!["id"]!));
    }

    [Theory]
    [InlineData("a day short of all its calls", false, "DAY", 30, 201)]
    [InlineData("more calls than the first period has", false, "DAY", 31, 400)]
    [InlineData("less than none", false, "WEEK", -1, 400)]
    [InlineData("no such period", false, "YEAR", 0, 400)]
    [InlineData("by switch in days: a day begins on no other", true, "DAY", 1, 400)]
    [InlineData("a week begins on any", true, "WEEK", 6, 201)]
    [InlineData("of seven", true, "WEEK", 7, 400)]
    [InlineData("a month on a day that every month has", true, "MONTH", 27, 201)]
    [InlineData("and no other", true, "MONTH", 28, 400)]
    public async Task A_quota_s_offset_is_one_that_can_be(string because, bool inDays, string period, int offset, int status)
    {
        await using var plane = new TestControlPlane(offsetsQuotaByDays: inDays);

        var answer = await plane.RestAsync("POST", "/usageplans", new JsonObject { ["name"] = "p", ["quota"] = new JsonObject { ["limit"] = 30, ["period"] = period, ["offset"] = offset } });

        Assert.True(answer.Status == status, because);
        Assert.Equal(status == 400 ? "BadRequestException" : "", answer.ErrorType);
    }

    [Fact]
    public async Task A_plan_with_stages_is_not_deleted()
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one");

        Assert.Equal(400, (await plane.RestAsync("DELETE", $"/usageplans/{plan}")).Status);
        await PatchAsync(plane, plan, ("remove", "/apiStages", "abcde12345:one"));
        Assert.Equal(202, (await plane.RestAsync("DELETE", $"/usageplans/{plan}")).Status);

        var gone = await plane.RestAsync("GET", $"/usageplans/{plan}");
        Assert.Equal((404, "Invalid Usage Plan ID specified"), (gone.Status, gone.Text("message")));
    }

    private static Task<TestAnswer> PatchAsync(TestControlPlane plane, string plan, params (string Op, string Path, string? Value)[] patches) => plane.RestAsync("PATCH", $"/usageplans/{plan}", new JsonObject
    {
        ["patchOperations"] = new JsonArray([.. patches.Select(patch => new JsonObject { ["op"] = patch.Op, ["path"] = patch.Path, ["value"] = patch.Value })]),
    });
}
