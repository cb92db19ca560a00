using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Admin.Tests.Sweeping;

/// <summary>What the dashboard reads of Admin's log: whose a key is, and how near its quota.</summary>
public sealed class UsageLinesTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.StartAsync();
        foreach (var plan in _world.PlanIds)
        {
            _world.Apis.UpdateUsagePlan(plan, known => known with { Quota = new QuotaLimit(1000, "DAY", 0) });
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_sweep_says_of_each_key_and_upstream_whose_it_is_what_it_used_and_what_is_left()
    {
        _world.Apis.Usage.Count("plan-a", _world.AnchorKeyId);

        await SweepAsync();

        Assert.Equal(
            [
                $$"""{"consumer":"app","upstream":"a.com","stage":"a_com","keyId":"{{_world.AnchorKeyId}}","keyState":"current","callsToday":1,"quota":1000,"quotaPeriod":"DAY","quotaLeft":999,"quotaUsedPercent":0.1}""",
                $$"""{"consumer":"app","upstream":"b.org","stage":"b_org","keyId":"{{_world.AnchorKeyId}}","keyState":"current","callsToday":0,"quota":1000,"quotaPeriod":"DAY","quotaLeft":1000,"quotaUsedPercent":0}""",
            ],
            Lines().Select(line => line.ToJsonString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_rotation_the_replaced_key_is_its_consumers_too()
    {
        await _world.RotateAsync(World.Token1);

        await SweepAsync();

        var states = Lines().Where(line => (string?)line["upstream"] == World.Upstreams[0]).Select(line => ((string?)line["consumer"], (string?)line["keyState"]));
        Assert.Equal([("app", "current"), ("app", "previous")], states.Order());
    }

    [Fact]
    public async Task The_figures_are_found_whether_AWS_names_a_key_by_its_id_or_by_its_value()
    {
        _world.Apis.Usage.Count("plan-a", _world.AnchorKeyId);
        _world.Wire.Rewrite = (path, answer) => path.EndsWith("/usage", StringComparison.Ordinal) ? answer.Replace($"\"{_world.AnchorKeyId}\"", $"\"{_world.CurrentValue}\"", StringComparison.Ordinal) : answer;

        await SweepAsync();

        Assert.Equal(1, Lines().Sum(line => (int)line["callsToday"]!));
    }

    [Fact]
    public async Task What_comes_on_two_pages_because_keys_moved_meanwhile_counts_once()
    {
        _world.Apis.Usage.Count("plan-a", _world.AnchorKeyId);
        var pages = 0;
        _world.Wire.Rewrite = (path, answer) => path.EndsWith("/plan-a/usage", StringComparison.Ordinal) && pages++ == 0 ? "{\"position\":\"LTE=\"," + answer[1..] : answer;

        await SweepAsync();

        Assert.Equal(2, pages);
        Assert.Equal(1, Lines().Sum(line => (int)line["callsToday"]!));
    }

    [Fact]
    public async Task No_line_has_a_value_of_a_key()
    {
        await _world.RotateAsync(World.Token1);

        await SweepAsync();

        Assert.DoesNotContain(_world.Metrics, line => _world.Apis.Keys.Any(key => line.Contains(key.Value, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_plan_without_quota_has_no_rest_of_it()
    {
        _world.Apis.UpdateUsagePlan("plan-a", plan => plan with { Quota = null });

        await SweepAsync();

        Assert.Single(Lines(), line => line["quota"] is null);
    }

    [Fact]
    public async Task Once_an_hour_is_enough_and_costs_one_call_for_each_plan()
    {
        for (var quarter = 0; quarter < 8; quarter++)
        {
            await ScheduledAsync();
            _world.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(2 * World.Upstreams.Length, _world.Calls.Count(call => call == "GetUsage"));
        Assert.Equal(2 * World.Upstreams.Length, Lines().Count());
    }

    [Theory]
    [InlineData("""{"action":"sweep","dryRun":true}""")]
    [InlineData("""{"action":"sweep","consumer":"app"}""")]
    public async Task A_sweep_that_is_not_a_whole_one_says_nothing_and_does_not_count_as_completed(string request)
    {
        await _world.InvokeAsync(request);

        Assert.Empty(Lines());
        Assert.Contains(_world.Metrics, line => line.Contains("\"SweepsCompleted\":0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_figures_the_keys_have_their_names_and_the_sweep_completes()
    {
        _world.Hinder = operation => operation.Name == "GetUsage" ? throw new ControlPlaneException("BadRequestException", 400, "x") : Fault.None;

        await SweepAsync();

        Assert.Equal(World.Upstreams.Length, Lines().Count(line => line["quotaLeft"] is null));
        Assert.Contains(_world.Metrics, line => line.Contains("\"SweepsCompleted\":1", StringComparison.Ordinal));
        Assert.Contains(_world.LogLines, line => line.Contains("no figures of usage", StringComparison.Ordinal));
    }

    private IEnumerable<JsonNode> Lines() => _world.Metrics.Select(line => JsonNode.Parse(line)!).Where(line => line["_aws"] is null);

    private Task<string> SweepAsync() => _world.InvokeAsync("""{"action":"sweep"}""");

    private Task<string> ScheduledAsync() => _world.InvokeAsync(new JsonObject { ["detail-type"] = "Scheduled Event", ["time"] = _world.Time.GetUtcNow().ToString("O") });
}
