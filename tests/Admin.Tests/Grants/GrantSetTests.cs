using Egress.Admin.Grants;

namespace Egress.Admin.Tests.Grants;

public sealed class GrantSetTests
{
    [Fact]
    public void Plans_are_kept_in_an_order_of_their_own()
    {
        var one = GrantSet.Of("app", [Plan("b", "slack_com"), Plan("a", "api_openai_com")]);
        var other = GrantSet.Of("app", [Plan("a", "api_openai_com"), Plan("b", "slack_com")]);

        Assert.Equal(["a", "b"], one.PlanIds);
        Assert.Equal(["api.openai.com", "slack.com"], one.Upstreams);
        Assert.Equal(one.Hash, other.Hash);
    }

    [Fact]
    public void Another_set_has_another_hash()
    {
        var two = GrantSet.Of("app", [Plan("a", "api_openai_com"), Plan("b", "slack_com")]);
        var one = GrantSet.Of("app", [Plan("a", "api_openai_com")]);

        Assert.NotEqual(two.Hash, one.Hash);
        Assert.Matches("^[0-9a-f]{8}$", one.Hash);
    }

    [Fact]
    public void Nothing_granted_is_refused() =>
        Assert.Contains("has no grant", Refusal(), StringComparison.Ordinal);

    [Fact]
    public void A_plan_without_a_stage_of_ours_is_refused() =>
        Assert.Contains("Usage plan b opens no stage", Refusal(Plan("a", "slack_com"), Plan("b")), StringComparison.Ordinal);

    [Fact]
    public void Two_plans_of_one_stage_are_refused_by_name() =>
        Assert.Contains("Stage slack_com is opened by the usage plans a and b", Refusal(Plan("a", "slack_com"), Plan("b", "slack_com")), StringComparison.Ordinal);

    private static string Refusal(params UsagePlan[] plans) => Assert.Throws<RefusedException>(() => GrantSet.Of("app", plans)).Message;

    private static UsagePlan Plan(string id, params string[] stages) => new() { Id = id, Stages = stages };
}
