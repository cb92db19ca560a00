using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

public sealed class UsageOperationsTests
{
    [Fact]
    public async Task Each_day_shows_what_was_used_and_what_remained()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = await PlanWithQuotaAsync(plane);
        plane.Apis.Usage.Count(plan, key);
        plane.Time.Advance(TimeSpan.FromDays(1));
        plane.Apis.Usage.Count(plan, key);
        plane.Apis.Usage.Count(plan, key);

        var usage = await plane.RestAsync("GET", $"/usageplans/{plan}/usage?startDate=2026-01-01&endDate=2026-01-02&keyId={key}");

        Assert.Equal($$$"""{"usagePlanId":"{{{plan}}}","startDate":"2026-01-01","endDate":"2026-01-02","values":{"{{{key}}}":[[1,9],[2,8]]}}""", usage.Body);
    }

    [Fact]
    public async Task An_extension_lasts_until_the_period_ends()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = await PlanWithQuotaAsync(plane);
        plane.Apis.Usage.Count(plan, key);

        var updated = await plane.RestAsync("PATCH", $"/usageplans/{plan}/keys/{key}/usage", Remaining("50"));
        plane.Time.Advance(TimeSpan.FromDays(1));
        var later = await plane.RestAsync("GET", $"/usageplans/{plan}/usage?startDate=2026-01-02&endDate=2026-01-02");

        Assert.Equal("[[1,50]]", updated.Json["values"]![key]!.ToJsonString());
        Assert.Equal("[[0,10]]", later.Json["values"]![key]!.ToJsonString());
    }

    [Fact]
    public async Task Usage_that_lags_is_told_late_unless_the_quota_is_used_up()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = await PlanWithQuotaAsync(plane);
        using var reports = plane.Apis.Reports = new UsageReports(plane.Apis, TimeSpan.FromMinutes(35));
        plane.Apis.Usage.Count(plan, key);
        plane.Time.Advance(TimeSpan.FromMinutes(34));
        var early = await TodayAsync(plane, plan, key);
        plane.Time.Advance(TimeSpan.FromMinutes(3));
        var late = await TodayAsync(plane, plan, key);
        for (var call = 0; call < 9; call++)
        {
            plane.Apis.Usage.Count(plan, key);
        }

        var exhausted = await TodayAsync(plane, plan, key);

        Assert.Equal(("[[0,10]]", "[[1,9]]", "[[10,0]]"), (early, late, exhausted));
    }

    [Fact]
    public async Task Usage_that_lags_crosses_midnight()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = await PlanWithQuotaAsync(plane);
        plane.Time.Advance(TimeSpan.FromHours(23.9));
        using var reports = plane.Apis.Reports = new UsageReports(plane.Apis, TimeSpan.FromMinutes(35));
        plane.Apis.Usage.Count(plan, key);
        plane.Time.Advance(TimeSpan.FromMinutes(10));
        plane.Apis.Usage.Count(plan, key);

        var early = await plane.RestAsync("GET", $"/usageplans/{plan}/usage?startDate=2026-01-01&endDate=2026-01-02&keyId={key}");
        plane.Time.Advance(TimeSpan.FromMinutes(40));
        var late = await plane.RestAsync("GET", $"/usageplans/{plan}/usage?startDate=2026-01-01&endDate=2026-01-02&keyId={key}");

        Assert.Equal(("[[0,10],[0,10]]", "[[1,9],[1,9]]"), (early.Json["values"]![key]!.ToJsonString(), late.Json["values"]![key]!.ToJsonString()));
    }

    [Theory]
    [InlineData("the end before the start", "startDate=2026-01-02&endDate=2026-01-01")]
    [InlineData("more than 90 days", "startDate=2026-01-01&endDate=2026-04-01")]
    [InlineData("no date", "startDate=2026-01-01")]
    [InlineData("another form of date", "startDate=1.1.2026&endDate=2026-01-01")]
    public async Task A_range_that_cannot_be_is_refused(string because, string query)
    {
        await using var plane = new TestControlPlane();
        var (plan, _) = await PlanWithQuotaAsync(plane);

        Assert.True((await plane.RestAsync("GET", $"/usageplans/{plan}/usage?{query}")).Status == 400, because);
    }

    [Theory]
    [InlineData("a negative rest", "-1")]
    [InlineData("no number", "many")]
    public async Task A_rest_that_cannot_be_is_refused(string because, string value)
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = await PlanWithQuotaAsync(plane);

        Assert.True((await plane.RestAsync("PATCH", $"/usageplans/{plan}/keys/{key}/usage", Remaining(value))).Status == 400, because);
    }

    [Fact]
    public async Task Of_several_patches_all_are_done_or_none()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = await PlanWithQuotaAsync(plane);
        var target = $"/usageplans/{plan}/keys/{key}/usage";
        static JsonObject Patches(params string[] paths) =>
            new() { ["patchOperations"] = new JsonArray([.. paths.Select((path, place) => new JsonObject { ["op"] = "replace", ["path"] = path, ["value"] = $"{50 + place}" })]) };

        var refused = await plane.RestAsync("PATCH", target, Patches("/remaining", "/used"));

        Assert.Equal((400, "[[0,10]]"), (refused.Status, await TodayAsync(plane, plan, key)));
        Assert.Equal("[[0,51]]", (await plane.RestAsync("PATCH", target, Patches("/remaining", "/remaining"))).Json["values"]![key]!.ToJsonString());
    }

    [Fact]
    public async Task A_plan_without_quota_has_nothing_that_could_remain()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreateKeyAsync("k"));
        await plane.AttachAsync(plan, key);

        Assert.Equal(400, (await plane.RestAsync("PATCH", $"/usageplans/{plan}/keys/{key}/usage", Remaining("5"))).Status);
    }

    private static JsonObject Remaining(string value) =>
        new() { ["patchOperations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/remaining", ["value"] = value }) };

    private static async Task<(string Plan, string Key)> PlanWithQuotaAsync(TestControlPlane plane)
    {
        var plan = (await plane.RestAsync("POST", "/usageplans", new JsonObject { ["name"] = "p", ["quota"] = new JsonObject { ["limit"] = 10, ["period"] = "DAY" } })).Text("id");
        var key = await plane.CreateKeyAsync("k");
        await plane.AttachAsync(plan, key);
        return (plan, key);
    }

    private static async Task<string> TodayAsync(TestControlPlane plane, string plan, string key) =>
        (await plane.RestAsync("GET", $"/usageplans/{plan}/usage?startDate=2026-01-01&endDate=2026-01-01&keyId={key}")).Json["values"]![key]!.ToJsonString();
}
