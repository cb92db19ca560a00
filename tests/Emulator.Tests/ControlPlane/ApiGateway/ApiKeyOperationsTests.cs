using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.ApiGateway;

/// <summary>Answers as recorded from AWS between 2024-10 and 2025-09 (LocalStack's validated tests; vectors control.apikey.*).</summary>
public sealed class ApiKeyOperationsTests
{
    private const string Value = "a-value-of-24-characters";

    [Fact]
    public async Task A_key_is_disabled_unless_enabled_is_sent()
    {
        await using var plane = new TestControlPlane();

        var key = await plane.RestAsync("POST", "/apikeys", new JsonObject { ["name"] = "k" });

        Assert.Equal(201, key.Status);
        Assert.False((bool)key.Json["enabled"]!);
        Assert.NotEqual(key.Text("id"), key.Text("value"));
        Assert.Equal(["createdDate", "enabled", "id", "lastUpdatedDate", "name", "stageKeys", "value"], key.Json.Select(member => member.Key).Order());
    }

    [Theory]
    [InlineData("19 characters are one too few", 19, "API Key value should be at least 20 characters")]
    [InlineData("129 characters are one too many", 129, "API Key value exceeds maximum size of 128 characters")]
    [InlineData("20 characters are enough", 20, null)]
    [InlineData("128 characters are allowed", 128, null)]
    [InlineData("an empty value is drawn by the service", 0, null)]
    public async Task A_value_has_20_to_128_characters(string because, int length, string? message)
    {
        await using var plane = new TestControlPlane();

        var answer = await plane.RestAsync("POST", "/apikeys", new JsonObject { ["value"] = new string('x', length) });

        Assert.True(answer.Status == (message is null ? 201 : 400), because);
        Assert.Equal(message, (string?)answer.Json["message"]);
        Assert.Equal(message is null ? "" : "BadRequestException", answer.ErrorType);
    }

    [Fact]
    public async Task The_same_value_again_is_a_conflict()
    {
        await using var plane = new TestControlPlane();
        await plane.CreateKeyAsync("first", value: Value);

        var again = await plane.RestAsync("POST", "/apikeys", new JsonObject { ["name"] = "second", ["value"] = Value });

        Assert.Equal((409, "ConflictException", """{"message":"API Key already exists"}"""), (again.Status, again.ErrorType, again.Body));
    }

    [Fact]
    public async Task The_value_is_shown_only_on_demand()
    {
        await using var plane = new TestControlPlane();
        var id = await plane.CreateKeyAsync("k", value: Value);

        Assert.False((await plane.RestAsync("GET", $"/apikeys/{id}")).Json.ContainsKey("value"));
        Assert.Equal(Value, (await plane.RestAsync("GET", $"/apikeys/{id}?includeValue=true")).Text("value"));
        Assert.DoesNotContain(Value, (await plane.RestAsync("GET", "/apikeys")).Body);
        Assert.Contains(Value, (await plane.RestAsync("GET", "/apikeys?includeValues=true")).Body);
        Assert.DoesNotContain(Value, (await plane.RestAsync("PATCH", $"/apikeys/{id}", Patch("/name", "n"))).Body);
    }

    [Fact]
    public async Task Several_patches_are_one_change()
    {
        await using var plane = new TestControlPlane();
        var id = await plane.CreateKeyAsync("k");

        var patched = await plane.RestAsync("PATCH", $"/apikeys/{id}", Patch(("/enabled", "false"), ("/description", "retireAfter=1")));

        Assert.Equal((false, "retireAfter=1"), ((bool)patched.Json["enabled"]!, patched.Text("description")));
        Assert.Empty(patched.Json["tags"]!.AsObject());
    }

    [Fact]
    public async Task Nothing_is_changed_when_one_of_several_patches_is_refused()
    {
        await using var plane = new TestControlPlane();
        var id = await plane.CreateKeyAsync("k");

        await plane.RestAsync("PATCH", $"/apikeys/{id}", Patch(("/enabled", "false"), ("/id", "x")));

        Assert.True(plane.Apis.FindKey(id)!.Enabled);
    }

    [Theory]
    [InlineData("/id")]
    [InlineData("/value")]
    public async Task Other_paths_cannot_be_patched(string path)
    {
        await using var plane = new TestControlPlane();
        var id = await plane.CreateKeyAsync("k");

        var refused = await plane.RestAsync("PATCH", $"/apikeys/{id}", Patch(path, "x"));

        Assert.Equal((400, "BadRequestException"), (refused.Status, refused.ErrorType));
        Assert.Equal($"Invalid patch path  '{path}' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]", refused.Text("message"));
    }

    [Fact]
    public async Task Any_other_text_than_true_means_disabled()
    {
        await using var plane = new TestControlPlane();
        var id = await plane.CreateKeyAsync("k");

        Assert.Equal(200, (await plane.RestAsync("PATCH", $"/apikeys/{id}", Patch("/enabled", "yes"))).Status);
        Assert.False(plane.Apis.FindKey(id)!.Enabled);
    }

    [Theory]
    [InlineData("name", 1025, "Invalid API Key name, can be at most 1024 characters.")]
    [InlineData("description", 125_001, "Invalid API Key description specified.")]
    public async Task Names_and_descriptions_have_a_limit(string member, int length, string message)
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.RestAsync("POST", "/apikeys", new JsonObject { [member] = new string('a', length) });

        Assert.Equal((400, message), (refused.Status, refused.Text("message")));
    }

    [Fact]
    public async Task A_deleted_key_is_gone_from_its_plans_too()
    {
        await using var plane = new TestControlPlane();
        var (plan, key) = (await plane.CreatePlanAsync("p", "one"), await plane.CreateKeyAsync("k"));
        await plane.AttachAsync(plan, key);

        Assert.Equal(202, (await plane.RestAsync("DELETE", $"/apikeys/{key}")).Status);

        Assert.Empty((await plane.RestAsync("GET", $"/usageplans/{plan}/keys")).List("item"));
        var again = await plane.RestAsync("DELETE", $"/apikeys/{key}");
        Assert.Equal((404, "NotFoundException", "Invalid API Key identifier specified"), (again.Status, again.ErrorType, again.Text("message")));
    }

    [Theory]
    [InlineData("a string where a boolean belongs", """{"enabled":"true"}""")]
    [InlineData("a list where an object belongs", "[]")]
    [InlineData("no JSON at all", "{")]
    public async Task Unreadable_input_is_a_serialization_error(string because, string body)
    {
        await using var plane = new TestControlPlane();

        var refused = await plane.SendAsync("POST", "/apikeys", body, []);

        Assert.True((refused.Status, refused.ErrorType) == (400, "SerializationException"), because);
    }

    private static JsonObject Patch(string path, string value) => Patch((path, value));

    private static JsonObject Patch(params (string Path, string Value)[] patches) => new()
    {
        ["patchOperations"] = new JsonArray([.. patches.Select(patch => new JsonObject { ["op"] = "replace", ["path"] = patch.Path, ["value"] = patch.Value })]),
    };
}
