using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.CustomResource;

public sealed class GrantResourceTests : IAsyncLifetime
{
    private const string Type = "Custom::EgressGrant";
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_new_stack_is_proved_with_the_anchor()
    {
        var answer = await CreateAsync("plan-a");

        Assert.Equal(("SUCCESS", "5b6c-Granta"), ((string?)answer["Status"], (string?)answer["PhysicalResourceId"]));
        Assert.Equal(("request-1", "Granta"), ((string?)answer["RequestId"], (string?)answer["LogicalResourceId"]));
        Assert.Equal(["Control", "Accept"], _world.Probe.Requests.Select(request => request.Mode.ToString()));
    }

    [Fact]
    public async Task A_later_grant_reaches_the_keys_that_callers_hold_by_now()
    {
        var world = _world;
        world.Apis.Detach("plan-b", world.AnchorKeyId);
        await world.RotateAsync(World.Token1);
        await world.RotateAsync(World.Token2);
        world.Apis.Attach("plan-b", world.AnchorKeyId);

        var answer = await CreateAsync("plan-b");

        Assert.Equal("SUCCESS", (string?)answer["Status"]);
        Assert.All(world.Apis.Keys, key => Assert.True(world.Opens(key.Value, "b.org")));
    }

    [Fact]
    public async Task N12_a_value_that_the_update_had_generated_gets_its_key_first()
    {
        var drawn = Egress.Probe.Contract.ApiKey.Draw().Value;
        _world.Secrets.Update(_world.SecretId, secret => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.Put(
            secret, World.Token1, Egress.Emulator.ControlPlane.SecretsManager.SecretValue.Of($$"""{"schema":1,"consumer":"app","apiKey":"{{drawn}}"}"""), ["AWSCURRENT"], _world.Time.GetUtcNow()));

        var answer = await CreateAsync("plan-a");

        Assert.Equal("SUCCESS", (string?)answer["Status"]);
        Assert.True(_world.Opens(drawn, "a.com"));
    }

    [Fact]
    public async Task A_repeated_request_changes_nothing()
    {
        await _world.RotateAsync(World.Token1);
        await CreateAsync("plan-a");

        var answer = await _world.StackEventAsync("Update", Type, Properties("plan-a"), "5b6c-Granta");

        Assert.Equal(("SUCCESS", "5b6c-Granta"), ((string?)answer["Status"], (string?)answer["PhysicalResourceId"]));
        Assert.Equal(2, _world.Apis.KeysOf("plan-a").Count);
    }

    [Fact]
    public async Task N10_an_update_keeps_the_id_that_CloudFormation_knows()
    {
        var answer = await _world.StackEventAsync("Update", Type, Properties("plan-a"), "made-by-an-older-version");

        Assert.Equal("made-by-an-older-version", (string?)answer["PhysicalResourceId"]);
    }

    [Fact]
    public async Task A_stage_and_a_name_that_were_made_a_moment_ago_are_waited_for()
    {
        _world.Probe.ResolvesAt = _world.Time.GetUtcNow().AddMinutes(2);
        _world.Probe.SettledAt = _world.Time.GetUtcNow().AddMinutes(4);

        var answer = await CreateAsync("plan-a");

        Assert.True((string?)answer["Status"] == "SUCCESS", (string?)answer["Reason"]);
    }

    [Fact]
    public async Task Without_the_anchors_attachment_there_is_no_grant()
    {
        _world.Apis.Detach("plan-b", _world.AnchorKeyId);

        var answer = await CreateAsync("plan-b");

        Assert.Equal("FAILED", (string?)answer["Status"]);
        Assert.Contains("is not attached to usage plan plan-b", (string?)answer["Reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task N9_a_stage_that_cannot_be_proved_fails_with_a_reason_without_value()
    {
        _world.Probe.Faults["a.com"] = "blocked: ACCESS_DENIED";

        var answer = await CreateAsync("plan-a");

        Assert.Equal("FAILED", (string?)answer["Status"]);
        Assert.Contains("a.com cannot be proved, blocked: ACCESS_DENIED", (string?)answer["Reason"], StringComparison.Ordinal);
        Assert.DoesNotContain(_world.CurrentValue, answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_grant_loses_a_key_too_whose_tags_a_hand_took_away()
    {
        await _world.RotateAsync(World.Token1);
        var key = Assert.Single(_world.ManagedKeys).Id;
        _world.Apis.UpdateApiKey(key, known => known with { Tags = new Dictionary<string, string>() });

        await _world.StackEventAsync("Delete", Type, Properties("plan-a"), "5b6c-Granta");

        Assert.Equal(["plan-b"], _world.Apis.PlansOf(key).Select(plan => plan.Id));
    }

    [Fact]
    public async Task A_withdrawn_grant_loses_the_managed_keys_and_leaves_the_anchors_attachment_to_CloudFormation()
    {
        await _world.RotateAsync(World.Token1);

        var first = await _world.StackEventAsync("Delete", Type, Properties("plan-a"), "5b6c-Granta");
        var second = await _world.StackEventAsync("Delete", Type, Properties("plan-a"), "5b6c-Granta");

        Assert.Equal(("SUCCESS", "SUCCESS"), ((string?)first["Status"], (string?)second["Status"]));
        Assert.Equal([_world.AnchorKeyId], _world.Apis.KeysOf("plan-a").Select(key => key.Id));
        Assert.True(_world.Opens(_world.CurrentValue, "b.org"));
    }

    [Fact]
    public async Task Another_stacks_secret_is_not_reconciled()
    {
        var other = _world.Secrets.Create("other", "{}", null, new Dictionary<string, string> { ["egress:stack"] = "test", ["egress:consumer"] = "app" });

        var answer = await _world.StackEventAsync("Create", Type, new JsonObject { ["SecretId"] = other, ["UsagePlanId"] = "plan-a" });

        Assert.Equal("FAILED", (string?)answer["Status"]);
    }

    [Fact]
    public async Task A_resource_type_that_is_not_ours_is_answered_all_the_same()
    {
        var answer = await _world.StackEventAsync("Create", "Custom::Other", []);

        Assert.Equal("FAILED", (string?)answer["Status"]);
        Assert.Contains("expected Create, Update or Delete of Custom::EgressGrant", (string?)answer["Reason"], StringComparison.Ordinal);
    }

    private Task<JsonNode> CreateAsync(string planId) => _world.StackEventAsync("Create", Type, Properties(planId));

    private JsonObject Properties(string planId) => new()
    {
        ["ServiceToken"] = "arn:aws:lambda:us-east-1:123456789012:function:admin",
        ["Consumer"] = World.Consumer,
        ["SecretId"] = _world.SecretId,
        ["UsagePlanId"] = planId,
        ["Host"] = "ignored",
    };
}
