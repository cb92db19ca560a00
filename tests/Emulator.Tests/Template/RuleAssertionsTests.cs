using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class RuleAssertionsTests
{
    public static readonly TheoryData<string, string> Kept = new()
    {
        { "an assertion that holds", "{Assertions: [{Assert: !Equals [a, a]}]}" },
        { "a rule that does not apply", "{RuleCondition: !Equals [a, b], Assertions: [{Assert: !Equals [a, b]}]}" },
        { "a member of a list", "{Assertions: [{Assert: {Fn::Contains: [[a, b], !Ref P]}}]}" },
        { "all members equal", "{Assertions: [{Assert: {Fn::EachMemberEquals: [[a, a], a]}}]}" },
        { "all members in a list", "{Assertions: [{Assert: {Fn::EachMemberIn: [!Ref Ps, [a, b, c]]}}]}" },
    };

    public static readonly TheoryData<string, string, string> Broken = new()
    {
        {
            "an assertion that does not hold",
            "{Assertions: [{Assert: !Equals [a, b], AssertDescription: A VPC needs its subnets}]}",
            "found parameters that break the rule R, expected A VPC needs its subnets"
        },
        { "the second of two", "{Assertions: [{Assert: !Equals [a, a]}, {Assert: !Equals [a, b]}]}", "found parameters that break the rule R" },
        { "a rule that applies", "{RuleCondition: !Equals [a, a], Assertions: [{Assert: !Equals [a, b]}]}", "found parameters that break the rule R" },
        { "no member of the list", "{Assertions: [{Assert: {Fn::Contains: [[b], !Ref P]}}]}", "found parameters that break the rule R" },
        { "one member that differs", "{Assertions: [{Assert: {Fn::EachMemberEquals: [[a, b], a]}}]}", "found parameters that break the rule R" },
        { "one member outside", "{Assertions: [{Assert: {Fn::EachMemberIn: [!Ref Ps, [a]]}}]}", "found parameters that break the rule R" },
        { "a look into the account", "{Assertions: [{Assert: {Fn::EachMemberIn: [{Fn::ValueOfAll: ['AWS::EC2::VPC::Id', Tags.x]}, [a]]}}]}", "found Fn::ValueOfAll" },
        { "an assertion that looks into the account", "{Assertions: [{Assert: {Fn::ValueOf: [P, Tags.x]}}]}", "found Fn::ValueOf, expected rules about values only" },
        { "no assertions", "{RuleCondition: !Equals [a, a]}", "found no Assertions in the rule R" },
    };

    private const string Parameters = "Parameters: {P: {Type: String, Default: a}, Ps: {Type: CommaDelimitedList, Default: 'a,b'}}";

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_rule_that_is_kept_says_nothing(string because, string rule)
    {
        Assert.True("1" == Templates.Evaluate("1", $"{Parameters}\nRules: {{R: {rule}}}"), because);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_rule_that_is_broken_stops_the_deployment(string because, string rule, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("1", $"{Parameters}\nRules: {{R: {rule}}}"));

        Assert.True(refusal.StartsWith("t.yaml:3: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }
}
