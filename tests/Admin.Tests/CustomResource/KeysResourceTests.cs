using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.CustomResource;

public sealed class KeysResourceTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task N8_every_key_of_ours_is_deleted_no_foreign_key_no_anchor_and_again_with_nothing_left()
    {
        for (var index = 0; index < 520; index++)
        {
            Make($"egress/prod/app/{index}", World.Stack);
        }

        Make("egress/prod/app/named-like-ours", "test");
        Make("egress/prod-2/app/x", World.Stack);
        Make("somebody-elses", World.Stack);

        var first = await DeleteAsync();
        var second = await DeleteAsync();

        Assert.Equal(("SUCCESS", "520 keys and 0 secrets deleted"), ((string?)first["Status"], (string?)first["Reason"]));
        Assert.Equal(("SUCCESS", "0 keys and 0 secrets deleted"), ((string?)second["Status"], (string?)second["Reason"]));
        Assert.Equal(["anchor", "egress/prod-2/app/x", "egress/prod/app/named-like-ours", "somebody-elses"], _world.Apis.Keys.Select(key => key.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_secrets_of_issued_consumers_go_for_good_and_no_others()
    {
        Issue("egress/prod/reports", "prod", "reports");
        Issue("egress/prod/taken", "prod-2", "taken"); // another stack's by its tag
        Issue("by-hand", "prod", "by-hand"); // tagged as ours, not named as ours

        var first = await DeleteAsync();
        var second = await DeleteAsync();

        Assert.Equal(("SUCCESS", "0 keys and 1 secrets deleted"), ((string?)first["Status"], (string?)first["Reason"]));
        Assert.Equal(("SUCCESS", "0 keys and 0 secrets deleted"), ((string?)second["Status"], (string?)second["Reason"]));
        Assert.Equal(["by-hand", "consumer", "egress/prod/taken"], _world.Secrets.AllPresent().Select(secret => secret.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_consumer_that_the_list_does_not_show_yet_is_known_by_its_key()
    {
        Issue("egress/prod/reports", "prod", "reports");
        Make("egress/prod/reports/1", World.Stack);
        _world.Wire.Rewrite = (_, answer) => answer.StartsWith("{\"SecretList\":", StringComparison.Ordinal) ? "{\"SecretList\":[]}" : answer;

        var answer = await DeleteAsync();

        Assert.Equal(("SUCCESS", "1 keys and 1 secrets deleted"), ((string?)answer["Status"], (string?)answer["Reason"]));
    }

    [Fact]
    public async Task A_running_rotation_is_stopped_first()
    {
        _world.Begin(World.Token1);
        await _world.StepAsync("createSecret", World.Token1);

        await DeleteAsync();

        Assert.Null(_world.ValueUnder("AWSPENDING"));
    }

    [Fact]
    public async Task A_secret_that_is_gone_already_stops_nothing()
    {
        Make("egress/prod/app/1", World.Stack);
        _world.Secrets.Discard(_world.SecretId);

        var answer = await DeleteAsync();

        Assert.Equal(("SUCCESS", "1 keys and 0 secrets deleted"), ((string?)answer["Status"], (string?)answer["Reason"]));
    }

    [Fact]
    public async Task A_secret_that_is_marked_as_deleted_with_a_rotation_stuck_in_it_is_left_alone_and_the_keys_go()
    {
        Make("egress/prod/app/1", World.Stack);
        _world.Begin(World.Token1);
        _world.Secrets.Update(_world.SecretId, secret => secret with { DeletedDate = _world.Time.GetUtcNow().AddDays(7) });

        var answer = await DeleteAsync();

        Assert.Equal(("SUCCESS", "1 keys and 0 secrets deleted"), ((string?)answer["Status"], (string?)answer["Reason"]));
    }

    [Fact]
    public async Task With_a_wrong_setting_nothing_is_made_CloudFormation_hears_why_and_deletion_works()
    {
        Make("egress/prod/app/1", World.Stack);
        _world.Faults.Add("Egress__ProbeBudget is 00:00:30.");

        var made = await _world.StackEventAsync("Create", "Custom::EgressKeys", Properties());
        var deleted = await DeleteAsync();

        Assert.Equal(("FAILED", "Egress__ProbeBudget is 00:00:30."), ((string?)made["Status"], (string?)made["Reason"]));
        Assert.Equal(("SUCCESS", "1 keys and 0 secrets deleted"), ((string?)deleted["Status"], (string?)deleted["Reason"]));
    }

    [Fact]
    public async Task Making_it_changes_nothing()
    {
        var answer = await _world.StackEventAsync("Create", "Custom::EgressKeys", Properties());

        Assert.Equal("SUCCESS", (string?)answer["Status"]);
        Assert.Empty(_world.Calls);
    }

    private void Make(string name, string stack) =>
        _world.Apis.CreateApiKey(new NewApiKey { Name = name, Value = Egress.Probe.Contract.ApiKey.Draw().Value, Enabled = true, Tags = new Dictionary<string, string> { ["egress:stack"] = stack } });

    private void Issue(string name, string stack, string consumer) => _world.Secrets.Create(
        name, $$"""{"schema":1,"consumer":"{{consumer}}","apiKey":"{{Egress.Probe.Contract.ApiKey.Draw().Value}}"}""", null, new Dictionary<string, string> { ["egress:stack"] = stack, ["egress:consumer"] = consumer });

    private Task<JsonNode> DeleteAsync() => _world.StackEventAsync("Delete", "Custom::EgressKeys", Properties(), "id");

    private JsonObject Properties() => new() { ["SecretId"] = _world.SecretId };
}
