using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

/// <summary>Lists, by the example of keys (recorded 2024-10-10, LocalStack's validated test_get_api_keys).</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("a prefix matches", "eg", 2)]
    [InlineData("the case matters", "EG", 0)]
    [InlineData("the middle of a name does not match", "app", 0)]
    [InlineData("a longer prefix matches fewer", "egress/app", 1)]
    public async Task The_name_query_is_a_prefix(string because, string query, int found)
    {
        await using var plane = new TestControlPlane();
        await plane.CreateKeyAsync("egress/app");
        await plane.CreateKeyAsync("egress/other");

        var keys = await plane.RestAsync("GET", $"/apikeys?name={query}");

        Assert.True(keys.List("item").Count == found, because);
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_25_at_a_time_and_at_most_500()
    {
        await using var plane = new TestControlPlane();
        foreach (var number in Enumerable.Range(0, 510))
        {
            plane.Apis.CreateApiKey(new() { Name = $"{number}" });
        }

        var first = await plane.RestAsync("GET", "/apikeys");
        var second = await plane.RestAsync("GET", $"/apikeys?position={Uri.EscapeDataString(first.Text("position"))}&limit=9999");

        Assert.Equal(("509", 25), ((string?)first.List("item")[0]!["name"], first.List("item").Count));
        Assert.Equal(("484", 485), ((string?)second.List("item")[0]!["name"], second.List("item").Count));
        Assert.False(second.Json.ContainsKey("position"));
    }

    [Theory]
    [InlineData("keys", "/apikeys")]
    [InlineData("keys of a plan", "/usageplans/{plan}/keys")]
    public async Task A_list_goes_on_after_an_item_that_is_deleted_meanwhile(string because, string list)
    {
        await using var plane = new TestControlPlane();
        var plan = await plane.CreatePlanAsync("p");
        for (var number = 0; number < 6; number++)
        {
            await plane.AttachAsync(plan, await plane.CreateKeyAsync($"{number}"));
        }

        var target = list.Replace("{plan}", plan, StringComparison.Ordinal);
        var first = await plane.RestAsync("GET", $"{target}?limit=2");
        foreach (var seen in first.List("item"))
        {
            await plane.RestAsync("DELETE", $"/apikeys/{(string)seen!["id"]!}");
        }

        await plane.AttachAsync(plan, await plane.CreateKeyAsync("new"));
        var rest = await plane.RestAsync("GET", $"{target}?position={Uri.EscapeDataString(first.Text("position"))}");

        Assert.True(rest.Status == 200, because);
        Assert.Equal(["3", "2", "1", "0"], rest.List("item").Select(key => (string)key!["name"]!));
    }

    [Fact]
    public async Task A_position_that_the_service_did_not_give_is_refused()
    {
        await using var plane = new TestControlPlane();

        Assert.Equal(400, (await plane.RestAsync("GET", "/apikeys?position=nonsense!")).Status);
        Assert.Equal(400, (await plane.RestAsync("GET", "/apikeys?position=bm9uc2Vuc2U%3D")).Status); // "nonsense" in base64
    }

    [Fact]
    public async Task Keys_are_listed_by_customer()
    {
        await using var plane = new TestControlPlane();
        var id = await plane.CreateKeyAsync("mine");
        await plane.CreateKeyAsync("theirs");
        await plane.RestAsync("PATCH", $"/apikeys/{id}", new JsonObject { ["patchOperations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/customerId", ["value"] = "c1" }) });

        Assert.Equal("mine", (string?)Assert.Single((await plane.RestAsync("GET", "/apikeys?customerId=c1")).List("item"))!["name"]);
    }
}
