using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;

namespace Egress.Admin.Tests.Operators;

/// <summary>Each action from its event to what it leaves behind.</summary>
public sealed class OperatorActionsTests : OperatorTests
{
    [Fact]
    public async Task N19_list_shows_consumers_grants_and_keys_and_changes_nothing()
    {
        await World.RotateAsync(World.Token1);
        World.Calls.Clear();

        var answer = await DoAsync("""{"action":"list"}""");

        var app = answer["consumers"]!.AsArray().Single()!;
        Assert.Equal(["a.com", "b.org"], app["upstreams"]!.AsArray().Select(host => (string)host!));
        Assert.Equal(["current", "previous"], app["keys"]!.AsArray().Select(key => (string)key!["state"]!).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(World.Calls, World.IsMutating);
    }

    [Fact]
    public async Task N19_usage_adds_up_all_keys_of_a_consumer_per_upstream_and_day()
    {
        await World.RotateAsync(World.Token1);
        World.Apis.Usage.Count("plan-a", World.AnchorKeyId);
        World.Apis.Usage.Count("plan-a", World.ManagedKeys[0].Id);
        World.Apis.Usage.Count("plan-b", World.AnchorKeyId);
        World.Calls.Clear();

        var rows = (await DoAsync("""{"action":"usage","consumer":"app"}"""))["usage"]!.AsArray();

        var today = World.Time.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([("app", "a.com", today, 2L), ("app", "b.org", today, 1L)], rows.Select(row => ((string)row!["consumer"]!, (string)row["upstream"]!, (string)row["day"]!, (long)row["calls"]!)));
        Assert.DoesNotContain(World.Calls, World.IsMutating);
    }

    [Fact]
    public async Task Usage_of_all_consumers_is_read_plan_by_plan_and_comes_to_the_same()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");
        World.Apis.Usage.Count("plan-a", World.AnchorKeyId);
        World.Apis.Usage.Count("plan-b", World.ManagedKeys[0].Id);
        World.Calls.Clear();

        var all = (await DoAsync("""{"action":"usage"}"""))["usage"]!.AsArray();
        Assert.Equal(World.Upstreams.Length, World.Calls.Count(call => call == "GetUsage"));

        var each = new JsonArray();
        foreach (var consumer in (string[])["app", "reports"])
        {
            each = [.. each.Concat((await DoAsync($$"""{"action":"usage","consumer":"{{consumer}}"}"""))["usage"]!.AsArray()).Select(row => row!.DeepClone())];
        }

        Assert.Equal(2, all.Count);
        Assert.Equal(each.ToJsonString(), all.ToJsonString());
    }

    [Fact]
    public async Task Usage_that_does_not_go_into_an_answer_is_refused_with_what_to_ask_instead()
    {
        for (var index = 0; index < 500; index++)
        {
            var key = World.Apis.CreateApiKey(new NewApiKey { Name = $"egress/prod/c{index}/{World.Token1}", Value = Egress.Probe.Contract.ApiKey.Draw().Value, Enabled = true }).Id;
            World.Apis.Attach("plan-a", key);
        }

        for (var day = 0; day < 89; day++)
        {
            World.Apis.Keys.Where(key => key.Id != World.AnchorKeyId).ToList().ForEach(key => World.Apis.Usage.Count("plan-a", key.Id));
            World.Time.Advance(TimeSpan.FromDays(1));
        }

        var from = World.Time.GetUtcNow().AddDays(-89).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await RefusedAsync($$"""{"action":"usage","from":"{{from}}"}""", "and 40000 go into one");
    }

    [Fact]
    public async Task An_issued_consumer_is_rotated_by_its_tags()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["a.com"]}""");
        var before = ValueOf("reports");
        var arn = World.Secrets.Present("egress/prod/reports").Arn;
        World.Secrets.Update(arn, secret => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.EndPending(secret, secret.VersionOf("AWSPENDING")?.Id ?? ""));
        World.Secrets.Update(arn, secret => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.StartPending(secret, World.Token1, World.Time.GetUtcNow()));

        foreach (var step in (string[])["createSecret", "setSecret", "testSecret", "finishSecret"])
        {
            await World.InvokeAsync(new JsonObject { ["Step"] = step, ["SecretId"] = arn, ["ClientRequestToken"] = World.Token1 });
        }

        Assert.NotEqual(before, ValueOf("reports"));
        Assert.True(World.Opens(ValueOf("reports"), "a.com") && World.Opens(before, "a.com"));
    }

    [Fact]
    public async Task N3_an_issued_consumer_without_grant_tags_is_not_rotated()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["a.com"]}""");
        var secret = World.Secrets.Present("egress/prod/reports");
        World.Secrets.Update(secret.Arn, now => Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.StartPending(
            Egress.Emulator.ControlPlane.SecretsManager.SecretVersions.EndPending(now with { Tags = now.Tags.Remove("egress:grant/a.com") }, now.VersionOf("AWSPENDING")?.Id ?? ""), World.Token1, World.Time.GetUtcNow()));

        var failure = await Assert.ThrowsAsync<RefusedException>(() => World.InvokeAsync(new JsonObject { ["Step"] = "createSecret", ["SecretId"] = secret.Arn, ["ClientRequestToken"] = World.Token1 }));

        Assert.Contains("has no grant", failure.Message, StringComparison.Ordinal);
        Assert.True(World.Opens(ValueOf("reports"), "a.com"));
    }

    [Fact]
    public async Task Deny_takes_an_upstream_from_every_key_and_says_how_long_that_took_and_grant_gives_it_back()
    {
        await World.RotateAsync(World.Token1);
        var (old, current) = (World.ValueUnder("AWSPREVIOUS")!, World.CurrentValue);

        var denied = await DoAsync("""{"action":"deny","consumer":"app","upstream":"b.org"}""");
        Assert.False(World.Opens(old, "b.org") || World.Opens(current, "b.org"));
        Assert.True(World.Opens(old, "a.com") && World.Opens(current, "a.com"));
        Assert.True((bool)denied["drift"]! && denied["seconds"] is not null);

        await DoAsync("""{"action":"grant","consumer":"app","upstream":"b.org"}""");
        Assert.True(World.OpensAll(old) && World.OpensAll(current));
    }

    [Fact]
    public async Task N6_a_grant_that_no_key_could_hold_is_refused_before_any_write()
    {
        World.Apis.AddUsagePlan(new UsagePlanRecord { Id = "rival", Name = "rival", ApiStages = World.Apis.FindPlan("plan-a")!.ApiStages });

        await RefusedAsync("""{"action":"grant","consumer":"app","upstream":"a.com"}""", "is opened by the usage plans");
    }

    [Fact]
    public async Task Rotate_starts_one_rotation_for_one_request_and_is_refused_while_one_is_under_way()
    {
        var first = await DoAsync("""{"action":"rotate","consumer":"app"}""");
        Assert.Equal("started", (string?)first["outcome"]);

        World.Begin(World.Token2);
        await RefusedAsync("""{"action":"rotate","consumer":"app"}""", "is under way since");
    }

    public static TheoryData<string> Changing => new()
    {
        """{"action":"issue","consumer":"reports","upstreams":["b.org"],"dryRun":true}""",
        """{"action":"grant","consumer":"app","upstream":"b.org","dryRun":true}""",
        """{"action":"deny","consumer":"app","upstream":"b.org","dryRun":true}""",
        """{"action":"rotate","consumer":"app","dryRun":true}""",
        """{"action":"rotate-all","dryRun":true}""",
        """{"action":"rollback","consumer":"app","dryRun":true}""",
        """{"action":"revoke","consumer":"app","target":"current","mode":"replace","dryRun":true}""",
        """{"action":"revoke","consumer":"app","target":"current","mode":"contain","dryRun":true}""",
        """{"action":"sweep","dryRun":true}""",
    };

    [Theory]
    [MemberData(nameof(Changing))]
    public async Task A_dry_run_tells_and_changes_nothing(string request)
    {
        await World.RotateAsync(World.Token1);
        World.Calls.Clear();

        var answer = await DoAsync(request);

        Assert.NotEmpty(answer["wouldDo"]!.AsArray());
        Assert.DoesNotContain(World.Calls, World.IsMutating);
    }

    [Fact]
    public async Task Every_action_leaves_one_line_of_audit_without_any_value()
    {
        await DoAsync("""{"action":"issue","consumer":"reports","upstreams":["b.org"]}""");
        await DoAsync("""{"action":"revoke","consumer":"reports","target":"current","mode":"replace"}""");

        Assert.Single(World.LogLines, line => line.Contains("actor=operator action=issue consumer=reports fp=", StringComparison.Ordinal));
        Assert.Single(World.LogLines, line => line.Contains("actor=operator action=revoke consumer=reports fp=", StringComparison.Ordinal));
        Assert.DoesNotContain(World.LogLines, line => World.Apis.Keys.Any(key => line.Contains(key.Value, StringComparison.Ordinal)));
    }
}
