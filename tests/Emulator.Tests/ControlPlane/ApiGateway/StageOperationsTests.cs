using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

public sealed class StageOperationsTests
{
    private const string Stages = $"/restapis/{TestControlPlane.ApiId}/stages";

    [Fact]
    public async Task A_stage_is_made_of_the_one_deployment_and_shown_as_it_was_made()
    {
        await using var plane = new TestControlPlane();
        var body = JsonNode.Parse("""{"stageName":"three","deploymentId":"dabcde","description":"d","variables":{"host":"a.test"},"tracingEnabled":true,"cacheClusterEnabled":true,"cacheClusterSize":"0.5","tags":{"a":"b"}}""")!.AsObject();

        var created = await plane.RestAsync("POST", Stages, body);
        var shown = await plane.RestAsync("GET", $"{Stages}/three");

        Assert.Equal((201, "three", "dabcde", "d"), (created.Status, created.Text("stageName"), created.Text("deploymentId"), created.Text("description")));
        Assert.Equal(created.Body, shown.Body);
        Assert.Equal("""{"host":"a.test"}""", shown.Json["variables"]!.ToJsonString());
        Assert.Equal((true, "AVAILABLE", "0.5"), ((bool)shown.Json["tracingEnabled"]!, shown.Text("cacheClusterStatus"), shown.Text("cacheClusterSize")));
        Assert.Equal(["one", "two", "three"], (await plane.RestAsync("GET", Stages)).List("item").Select(stage => (string)stage!["stageName"]!));
        Assert.Empty((await plane.RestAsync("GET", $"{Stages}?deploymentId=other")).List("item"));
    }

    [Fact]
    public async Task A_stage_is_made_with_a_canary()
    {
        await using var plane = new TestControlPlane();

        var made = await plane.RestAsync("POST", Stages, JsonNode.Parse("""{"stageName":"three","deploymentId":"dabcde","canarySettings":{"percentTraffic":10.5,"stageVariableOverrides":{"host":"b.test"},"useStageCache":true}}""")!.AsObject());

        Assert.Equal(201, made.Status);
        Assert.Equal("""{"percentTraffic":10.5,"deploymentId":"dabcde","useStageCache":true,"stageVariableOverrides":{"host":"b.test"}}""", made.Json["canarySettings"]!.ToJsonString());
        Assert.Equal(made.Body, (await plane.RestAsync("GET", $"{Stages}/three")).Body);
    }

    [Theory]
    [InlineData("the name is taken", """{"stageName":"one","deploymentId":"dabcde"}""", 409, "ConflictException", "Stage already exists")]
    [InlineData("a dot in the name", """{"stageName":"a.b","deploymentId":"dabcde"}""", 400, "BadRequestException", "Stage name only allows a-zA-Z0-9_-")]
    [InlineData("no name", """{"deploymentId":"dabcde"}""", 400, "BadRequestException", "Stage name only allows a-zA-Z0-9_-")]
    [InlineData("no deployment", """{"stageName":"x"}""", 400, "BadRequestException", "Deployment id does not exist")]
    [InlineData("another deployment", """{"stageName":"x","deploymentId":"zzz"}""", 400, "BadRequestException", "Deployment id does not exist")]
    [InlineData("a cache size that there is not", """{"stageName":"x","deploymentId":"dabcde","cacheClusterSize":"7"}""", 400, "BadRequestException", "Invalid cache cluster size '7'")]
    [InlineData("a canary of another deployment", """{"stageName":"x","deploymentId":"dabcde","canarySettings":{"deploymentId":"zzz"}}""", 400, "BadRequestException", "Deployment id does not exist")]
    [InlineData("a canary of more than all", """{"stageName":"x","deploymentId":"dabcde","canarySettings":{"percentTraffic":100.5}}""", 400, "BadRequestException", "Invalid percentTraffic 100.5")]
    [InlineData("a space in a canary's variable", """{"stageName":"x","deploymentId":"dabcde","canarySettings":{"stageVariableOverrides":{"host":"a b"}}}""", 400, "BadRequestException", "Invalid value of the stage variable host")]
    [InlineData("a space in a variable", """{"stageName":"x","deploymentId":"dabcde","variables":{"host":"a b"}}""", 400, "BadRequestException", "Invalid value of the stage variable host")]
    [InlineData("a dash in a variable's name", """{"stageName":"x","deploymentId":"dabcde","variables":{"a-b":"c"}}""", 400, "BadRequestException", "Invalid stage variable name")]
    public async Task A_stage_that_may_not_be_is_refused(string because, string body, int status, string errorType, string message)
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.RestAsync("POST", Stages, JsonNode.Parse(body)!.AsObject());

        Assert.True((status, errorType) == (refused.Status, refused.ErrorType), because);
        Assert.StartsWith(message, refused.Text("message"));
        Assert.Equal(2, plane.Apis.StagesOf(TestControlPlane.ApiId).Count);
    }

    [Fact]
    public async Task An_api_has_ten_stages_at_most()
    {
        await using var plane = new TestControlPlane();
        for (var stage = 3; stage <= 10; stage++)
        {
            Assert.Equal(201, (await CreateAsync(plane, $"s{stage}")).Status);
        }

        var refused = await CreateAsync(plane, "s11");

        Assert.Equal((429, "LimitExceededException"), (refused.Status, refused.ErrorType));
    }

    [Fact]
    public async Task A_deleted_stage_leaves_the_plans_that_had_it_and_is_not_found_again()
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p", "one", "two");

        var deleted = await plane.RestAsync("DELETE", $"{Stages}/one");
        var again = await plane.RestAsync("DELETE", $"{Stages}/one");

        Assert.Equal((202, ""), (deleted.Status, deleted.Body));
        Assert.Equal((404, "Invalid stage identifier specified"), (again.Status, again.Text("message")));
        Assert.Equal("two", (string?)Assert.Single((await plane.RestAsync("GET", $"/usageplans/{plan}")).List("apiStages"))!["stage"]);
    }

    private static Task<TestAnswer> CreateAsync(TestControlPlane plane, string name) =>
        plane.RestAsync("POST", Stages, new JsonObject { ["stageName"] = name, ["deploymentId"] = "dabcde" });
}
