using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class WebAclTests
{
    private static readonly IWafStatement Always = new AndStatement([]);
    private static readonly IWafStatement Never = new OrStatement([]);

    public static readonly TheoryData<string, string, string, string?> Verdicts = new()
    {
        { "nothing matches, and the default allows", "Allow", "Allow", null },
        { "nothing matches, and the default blocks", "Block", "Block", null },
        { "the first that matches ends it", "Allow:-b +b2 +a3", "Block", "b2" },
        { "an Allow before a Block", "Block:+a1 +b2", "Allow", "a1" },
        { "Count goes on to the next rule", "Allow:+c1 +b2", "Block", "b2" },
        { "Count goes on to the default", "Block:+c1", "Block", null },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Rules_are_asked_in_turn_until_one_allows_or_blocks(string because, string rules, string action, string? rule)
    {
        var parts = rules.Split(':');
        var acl = new WebAcl("arn", Enum.Parse<WafAction>(parts[0]), [.. parts.Skip(1).SelectMany(text => text.Split(' ')).Select(Rule)]);

        var verdict = acl.Decide(WafRequests.Of());

        Assert.True(verdict == new WafVerdict(Enum.Parse<WafAction>(action), rule), $"{because}: {verdict}");
    }

    [Theory]
    [InlineData("labelled by a rule that matched before", true, "p:l", "Block")]
    [InlineData("the rule did not match", false, "p:l", "Allow")]
    [InlineData("another label", true, "p:m", "Allow")]
    public void A_rule_sees_the_labels_of_those_that_matched_before(string because, bool matches, string label, string action)
    {
        var counting = new WafRule("c", matches ? Always : Never, WafAction.Count, [label]);
        var acl = new WebAcl("arn", WafAction.Allow, [counting, new WafRule("b", new LabelStatement("l", IsNamespace: false, "p:"), WafAction.Block, [])]);

        Assert.True(acl.Decide(WafRequests.Of()).Action == Enum.Parse<WafAction>(action), because);
    }

    [Theory]
    [InlineData(false, false, false, false)]
    [InlineData(true, false, false, true)]
    [InlineData(true, true, true, true)]
    public void Statements_are_joined_by_and_and_or(bool first, bool second, bool both, bool any)
    {
        IWafStatement[] statements = [first ? Always : Never, second ? Always : Never];

        Assert.Equal((both, any), (new AndStatement(statements).Matches(WafRequests.Of()), new OrStatement(statements).Matches(WafRequests.Of())));
    }

    // "+b2": matches, Block, and its name is b2.
    private static WafRule Rule(string text) => new(text[1..], text[0] == '+' ? Always : Never, text[1] switch { 'a' => WafAction.Allow, 'b' => WafAction.Block, _ => WafAction.Count }, []);
}
