namespace Egress.Probe.Tests;

public sealed class VerdictTests
{
    private const string Mark = "5b6c";

    // Status, x-egress-probe, x-egress-error → class and reason.
    public static TheoryData<string, int?, string?, string?, string, string?> Answers => new()
    {
        { "an upstream that forges nothing is no pass", 200, null, null, "Fault", "wrong route: 200" },
        { "an upstream that guesses the mark wrongly is no pass", 200, "other", null, "Fault", "wrong route: 200" },
        { "an upstream's own 404 is no answer of the gateway", 404, null, null, "Fault", "wrong route: 404" },
        { "a redirect is no pass", 302, "5b6c", null, "Fault", "wrong route: 302" },
        { "a bare 403 may be a policy or an unknown stage", 403, null, null, "Fault", "blocked: 403 without this stack's mark" },
        { "another stack's mark is no mark", 403, null, "other INVALID_API_KEY", "Fault", "blocked: 403 without this stack's mark" },
        { "a mark that only starts alike is no mark", 403, null, "5b6cx INVALID_API_KEY", "Fault", "blocked: 403 without this stack's mark" },
        { "the policy", 403, null, "5b6c ACCESS_DENIED", "Fault", "blocked: ACCESS_DENIED" },
        { "the firewall", 403, null, "5b6c WAF_FILTERED", "Fault", "blocked: WAF_FILTERED" },
        { "the route", 403, null, "5b6c MISSING_AUTHENTICATION_TOKEN", "Fault", "blocked: MISSING_AUTHENTICATION_TOKEN" },
        { "no answer at all", null, null, null, "Neutral", null },
        { "the upstream or the gateway broke", 502, null, null, "Neutral", null },
        { "the gateway broke", 504, null, "5b6c INTEGRATION_TIMEOUT", "Neutral", null },
        { "a throttle may come before the key check", 429, null, "5b6c THROTTLED", "Throttled", null },
        { "an unmarked 429 says nothing", 429, null, null, "Throttled", null },
        { "refused", 403, null, "5b6c INVALID_API_KEY", "Refusal", null },
        { "a quota is counted per key: the key was recognised", 429, null, "5b6c QUOTA_EXCEEDED", "Pass", null },
        { "the probe's own answer", 200, "5b6c", null, "Pass", null },
    };

    [Fact]
    public void A_bare_403_of_a_stage_that_was_just_made_says_nothing_yet()
    {
        Assert.Equal(VerdictKind.Neutral, Verdict.On(new GatewayAnswer(403), Mark, isSettling: true).Kind);
        Assert.Equal(VerdictKind.Fault, Verdict.On(new GatewayAnswer(403, null, "5b6c ACCESS_DENIED"), Mark, isSettling: true).Kind);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_judged_by_mark_and_type(string because, int? status, string? probe, string? error, string kind, string? fault)
    {
        var verdict = Verdict.On(new GatewayAnswer(status, probe, error), Mark);

        Assert.True(verdict.Kind.ToString() == kind, $"{because}: {verdict}");
        Assert.True(fault is null ? verdict.Fault is null : verdict.Fault?.StartsWith(fault, StringComparison.Ordinal) == true, $"{because}: {verdict}");
    }
}
