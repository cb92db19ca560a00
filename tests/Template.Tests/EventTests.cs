using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Egress.Testing;
using Xunit;

namespace Egress.Template.Tests;

/// <summary>The events that `sam local invoke` and the emulator are given.</summary>
public sealed class EventTests
{
    private static readonly string[] RequestMembers =
        ["resource", "httpMethod", "path", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "body", "isBase64Encoded"];

    [Fact]
    public void No_event_is_left_untested()
    {
        var files = Directory.GetFiles(Repository.PathOf("tests", "events")).Select(Path.GetFileName);

        Assert.Equal(
            [
                "admin-deny.json", "admin-grant.json", "admin-issue.json", "admin-list.json", "admin-revoke.json", "admin-rollback.json", "admin-rotate-all.json", "admin-rotate.json",
                "admin-sweep.json", "admin-usage.json", "carry.json", "get.json", "post.json", "probe-control.json", "probe.json",
                "rotate-1-create.json", "rotate-2-set.json", "rotate-3-test.json", "rotate-4-finish.json", "schedule.json", "upload.json",
            ],
            files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("get.json")]
    [InlineData("post.json")]
    [InlineData("upload.json")]
    [InlineData("carry.json")]
    public void A_request_is_one_of_API_Gateway_for_an_upstream_that_is_open_by_default(string file)
    {
        var request = Read(file);

        Assert.Equal(RequestMembers, request.Members().Select(member => member.Key));
        Assert.Equal("httpbin.org", request.Text("headers", "Host"));
        Assert.StartsWith("/", request.Text("path"), StringComparison.Ordinal);
        AssertLastOf(request.At("multiValueHeaders"), request.At("headers"));
        AssertLastOf(request.At("multiValueQueryStringParameters"), request.At("queryStringParameters"));
    }

    [Fact]
    public void The_upload_holds_bytes_that_are_no_text()
    {
        var request = Read("upload.json");

        Assert.True(request.At("isBase64Encoded").Is(true));
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(request.Text("body")!)));
    }

    [Fact]
    public void The_posted_body_is_JSON_as_its_type_says()
    {
        var request = Read("post.json");

        Assert.Equal("application/json", request.Text("headers", "Content-Type"));
        Assert.NotNull(JsonNode.Parse(request.Text("body")!));
    }

    [Theory]
    [InlineData("probe.json", "accept", new[] { "secretId", "versionId", "upstreams", "mode", "attempts", "intervalMs" })]
    [InlineData("probe-control.json", "control", new[] { "upstreams", "mode", "attempts", "intervalMs" })]
    public void A_probe_names_hosts_and_a_version_but_never_a_value(string file, string mode, string[] members)
    {
        var probe = Read(file);

        Assert.Equal(members, probe.Members().Select(member => member.Key));
        Assert.Equal(mode, probe.Text("mode"));
        Assert.Equal("httpbin.org", probe.Text("upstreams", "0"));
        Assert.Equal(JsonValueKind.Number, probe.At("attempts")!.GetValueKind());
        Assert.Equal(JsonValueKind.Number, probe.At("intervalMs")!.GetValueKind());
    }

    [Fact]
    public void The_steps_of_a_rotation_have_one_secret_and_one_token()
    {
        JsonNode?[] steps = [Read("rotate-1-create.json"), Read("rotate-2-set.json"), Read("rotate-3-test.json"), Read("rotate-4-finish.json")];

        Assert.Equal(["createSecret", "setSecret", "testSecret", "finishSecret"], steps.Select(step => step.Text("Step")));
        Assert.Single(steps.Select(step => step.Text("SecretId")).Distinct());
        Assert.Equal(36, Assert.Single(steps.Select(step => step.Text("ClientRequestToken")).Distinct())!.Length);
    }

    private static JsonNode? Read(string file) => JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests", "events", file)));

    /// <summary>API Gateway gives every value of a repeated name in one map, and the last one in the other.</summary>
    private static void AssertLastOf(JsonNode? all, JsonNode? last) =>
        Assert.Equal(all.Members().Select(member => (member.Key, member.Value.Items().Last().Text())), last.Members().Select(member => (member.Key, member.Value.Text())));
}
