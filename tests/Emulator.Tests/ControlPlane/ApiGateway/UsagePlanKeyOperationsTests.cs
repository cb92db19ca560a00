using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

public sealed class UsagePlanKeyOperationsTests
{
    private const string Value = "a-value-of-24-characters";

    [Fact]
    public async Task An_attached_key_opens_the_stages_of_its_plan_and_a_detached_one_does_not()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreateKeyAsync("k", value: Value));

        var attached = await plane.AttachAsync(plan, key);

        Assert.Equal((201, $$"""{"id":"{{key}}","type":"API_KEY","value":"{{Value}}","name":"k"}"""), (attached.Status, attached.Body));
        Assert.NotNull(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", Value));
        Assert.Null(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "two", Value));
        Assert.Equal(202, (await plane.RestAsync("DELETE", $"/usageplans/{plan}/keys/{key}")).Status);
        Assert.Null(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", Value));
        Assert.Equal(404, (await plane.RestAsync("DELETE", $"/usageplans/{plan}/keys/{key}")).Status);
    }

    [Fact]
    public async Task A_disabled_key_opens_nothing_until_it_is_enabled()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreateKeyAsync("k", isEnabled: false, value: Value));
        await plane.AttachAsync(plan, key);

        Assert.Null(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", Value));
        plane.Apis.UpdateApiKey(key, record => record with { Enabled = true });
        Assert.NotNull(plane.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", Value));
    }

    [Fact]
    public async Task A_key_is_in_one_plan_per_stage()
    {
        await using var plane = new TestControlPlane();
        var (plan, rival, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreatePlanAsync("q", "one"), await plane.CreateKeyAsync("k"));
        await plane.AttachAsync(plan, key);

        var twice = await plane.AttachAsync(plan, key);
        var elsewhere = await plane.AttachAsync(rival, key);

        Assert.Equal((409, "ConflictException"), (twice.Status, twice.ErrorType));
        Assert.Equal((409, "ConflictException"), (elsewhere.Status, elsewhere.ErrorType));
        Assert.Contains(plan, elsewhere.Text("message"));
    }

    [Fact]
    public async Task A_plan_cannot_be_given_a_stage_that_another_plan_of_its_keys_has()
    {
        await using var plane = new TestControlPlane();
        var (plan, other, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreatePlanAsync("q", "two"), await plane.CreateKeyAsync("k"));
        await plane.AttachAsync(plan, key);
        await plane.AttachAsync(other, key);

        var patch = new JsonObject { ["patchOperations"] = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/apiStages", ["value"] = $"{TestControlPlane.ApiId}:one" }) };

        Assert.Equal(409, (await plane.RestAsync("PATCH", $"/usageplans/{other}", patch)).Status);
    }

    [Fact]
    public async Task A_key_is_in_ten_plans_at_most()
    {
        await using var plane = new TestControlPlane();
        var key = await plane.CreateKeyAsync("k");
        foreach (var number in Enumerable.Range(0, 10))
        {
            Assert.Equal(201, (await plane.AttachAsync(await plane.CreatePlanAsync($"p{number}"), key)).Status);
        }

        var eleventh = await plane.AttachAsync(await plane.CreatePlanAsync("p10"), key);

        Assert.Equal((429, "LimitExceededException"), (eleventh.Status, eleventh.ErrorType));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreateKeyAsync("k"));

        Assert.Equal("Invalid Usage Plan ID specified", (await plane.AttachAsync("nothing", key)).Text("message"));
        Assert.Equal("Invalid API Key identifier specified", (await plane.AttachAsync(plan, "nothing")).Text("message"));
        Assert.Equal("Invalid API Key identifier specified", (await plane.RestAsync("GET", $"/usageplans/{plan}/keys/nothing")).Text("message"));
        Assert.Equal("Invalid Usage Plan ID specified", (await plane.RestAsync("GET", $"/usageplans/{plan}/keys/{key}")).Text("message"));
        Assert.Equal((200, 0), ((await plane.RestAsync("GET", "/usageplans/nothing/keys")).Status, (await plane.RestAsync("GET", "/usageplans/nothing/keys")).List("item").Count));
    }

    [Fact]
    public async Task Only_api_keys_are_keys()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreateKeyAsync("k"));

        Assert.Equal(400, (await plane.RestAsync("POST", $"/usageplans/{plan}/keys", new JsonObject { ["keyId"] = key, ["keyType"] = "OTHER" })).Status);
    }
}
