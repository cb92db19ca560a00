using System.Text.Json.Nodes;
using Egress.Admin.Tests.Simulation;
using Egress.Emulator.ControlPlane;
using Egress.Emulator.ControlPlane.SecretsManager;

namespace Egress.Admin.Tests.Operators;

/// <summary>The template withdraws an upstream that a run-time consumer was granted: its tag is all that stays.</summary>
public sealed class WithdrawnUpstreamTests : OperatorTests
{
    private const string Secret = "egress/prod/reports";

    [Fact]
    public async Task Every_key_of_the_stack_leaves_the_plan_and_no_other_key_does()
    {
        var foreign = World.Apis.CreateApiKey(new NewApiKey { Name = "egress/test/app/1", Value = Egress.Probe.Contract.ApiKey.Draw().Value, Enabled = true }).Id;
        World.Apis.Attach("plan-b", foreign);
        await IssueAsync();
        await World.RotateAsync(World.Token1);

        var answer = await WithdrawAsync();

        Assert.Equal("SUCCESS", (string?)answer["Status"]);
        Assert.Equal(new[] { foreign, World.AnchorKeyId }.Order(StringComparer.Ordinal), World.Apis.KeysOf("plan-b").Select(key => key.Id).Order(StringComparer.Ordinal));
        Assert.True(World.Opens(ValueOf("reports"), "a.com"));
    }

    [Fact]
    public async Task A_rotation_and_other_grants_go_on_without_it_and_an_alarm_names_it()
    {
        await IssueAsync();
        await GoneAsync();
        var before = ValueOf("reports");
        var arn = World.Secrets.Present(Secret).Arn;
        World.Secrets.Update(arn, secret => SecretVersions.StartPending(SecretVersions.EndPending(secret, secret.VersionOf("AWSPENDING")?.Id ?? ""), World.Token1, World.Time.GetUtcNow()));

        foreach (var step in (string[])["createSecret", "setSecret", "testSecret", "finishSecret"])
        {
            await World.InvokeAsync(new JsonObject { ["Step"] = step, ["SecretId"] = arn, ["ClientRequestToken"] = World.Token1 });
        }

        await DoAsync("""{"action":"grant","consumer":"reports","upstream":"a.com"}""");
        Assert.True(ValueOf("reports") != before && World.Opens(ValueOf("reports"), "a.com"));
        Assert.Equal("on", World.Secrets.Present(Secret).Tags["egress:grant/b.org"]);
        Assert.Contains(World.LogLines, line => line.Contains("consumer=reports", StringComparison.Ordinal) && line.Contains("b.org is granted, but no usage plan of this API opens it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Deny_takes_the_tag_away(string dryRun, bool isThere)
    {
        await IssueAsync();
        await GoneAsync();

        var answer = await DoAsync($$"""{"action":"deny","consumer":"reports","upstream":"b.org","dryRun":{{dryRun}}}""");

        Assert.Contains("withdraw b.org from reports", (string?)answer[isThere ? "wouldDo" : "did"]!.AsArray().Single(), StringComparison.Ordinal);
        Assert.Equal(isThere, World.Secrets.Present(Secret).Tags.ContainsKey("egress:grant/b.org"));
    }

    [Fact]
    public async Task Deny_of_an_upstream_that_was_never_granted_is_refused_as_before()
    {
        await IssueAsync();

        await RefusedAsync("""{"action":"deny","consumer":"reports","upstream":"c.net"}""", "This gateway has no upstream c.net");
    }

    private Task<JsonObject> IssueAsync() => DoAsync("""{"action":"issue","consumer":"reports","upstreams":["a.com","b.org"]}""");

    private Task<JsonNode> WithdrawAsync() => World.StackEventAsync("Delete", "Custom::EgressGrant", new JsonObject { ["Consumer"] = World.Consumer, ["SecretId"] = World.SecretId, ["UsagePlanId"] = "plan-b" }, "5b6c-Grantb");

    private async Task GoneAsync()
    {
        await WithdrawAsync();
        World.Apis.Detach("plan-b", World.AnchorKeyId);
        World.Apis.UpdateUsagePlan("plan-b", plan => plan with { ApiStages = [] });
        World.Apis.DeleteUsagePlan("plan-b");
    }
}
