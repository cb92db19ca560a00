using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

public sealed class TagOperationsTests
{
    [Fact]
    public async Task Every_kind_of_resource_is_tagged_by_its_arn()
    {
        await using var plane = new TestControlPlane();
        string[] resources = [$"/apikeys/{await plane.CreateKeyAsync("k")}", $"/usageplans/{await plane.CreatePlanAsync("p")}", $"/restapis/{TestControlPlane.ApiId}", $"/restapis/{TestControlPlane.ApiId}/stages/one"];

        foreach (var resource in resources)
        {
            Assert.Equal(204, (await plane.RestAsync("PUT", Target(resource), Tags(("a", "1"), ("b", "2")))).Status);
            Assert.Equal(204, (await plane.RestAsync("PUT", Target(resource), Tags(("b", "3")))).Status);
            Assert.Equal(204, (await plane.RestAsync("DELETE", Target(resource) + "?tagKeys=a&tagKeys=none")).Status);

            Assert.Equal("""{"tags":{"b":"3"}}""", (await plane.RestAsync("GET", Target(resource))).Body);
        }
    }

    [Theory]
    [InlineData("a reserved prefix", "aws:stack", "x")]
    [InlineData("a character that no tag may have", "a*b", "x")]
    [InlineData("a value that is too long", "a", "x257")]
    public async Task A_tag_that_cannot_be_is_refused(string because, string key, string value)
    {
        await using var plane = new TestControlPlane();
        var target = Target($"/apikeys/{await plane.CreateKeyAsync("k")}");

        var refused = await plane.RestAsync("PUT", target, Tags((key, value == "x257" ? new string('x', 257) : value)));

        Assert.True((refused.Status, refused.ErrorType) == (400, "BadRequestException"), because);
        Assert.Equal("""{"tags":{}}""", (await plane.RestAsync("GET", target)).Body);
    }

    [Theory]
    [InlineData("nothing of that id", "arn:aws:apigateway:us-east-1::/apikeys/nothing", 404)]
    [InlineData("another service", "arn:aws:lambda:us-east-1::/apikeys/nothing", 400)]
    [InlineData("another Region", "arn:aws:apigateway:eu-west-1::/apikeys/nothing", 400)]
    public async Task An_arn_that_is_nobodys_is_refused(string because, string arn, int status)
    {
        await using var plane = new TestControlPlane();

        Assert.True((await plane.RestAsync("GET", $"/tags/{Uri.EscapeDataString(arn)}")).Status == status, because);
    }

    private static string Target(string resource) => $"/tags/{Uri.EscapeDataString("arn:aws:apigateway:us-east-1::" + resource)}";

    private static JsonObject Tags(params (string Key, string Value)[] tags) =>
        new() { ["tags"] = new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))) };
}
