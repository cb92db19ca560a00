using Xunit;

namespace Egress.Emulator.Tests.Template;

public sealed class ConditionSetTests
{
    public static readonly TheoryData<string, string, string> Conditions = new()
    {
        { "equal texts", "!Equals [a, a]", "yes" },
        { "other texts", "!Equals [a, b]", "no" },
        { "a number and its text", "!Equals [1, '1']", "yes" },
        { "true and its text", "!Equals [true, 'true']", "yes" },
        { "lists", "!Equals [!Ref List, [a, b]]", "yes" },
        { "an empty list, as templates ask for it", "!Equals [!Join ['', !Ref List], '']", "no" },
        { "Not", "!Not [!Equals [a, a]]", "no" },
        { "And", "!And [!Condition Holds, !Equals [a, a], !Condition Holds]", "yes" },
        { "And with one that is false", "!And [!Condition Holds, !Condition Fails]", "no" },
        { "Or", "!Or [!Condition Fails, !Condition Holds]", "yes" },
        { "Or with none that is true", "!Or [!Condition Fails, !Condition Fails]", "no" },
        { "a condition by name", "{Condition: Holds}", "yes" },
        { "a mapping", "!Equals [!FindInMap [M, a, b], c]", "yes" },
    };

    public static readonly TheoryData<string, string, string> Refused = new()
    {
        { "And takes two to ten", "!And [!Condition Holds]", "expected two to ten conditions" },
        { "Not takes one", "!Not [!Condition Holds, !Condition Holds]", "expected [condition]" },
        { "Equals takes two", "!Equals [a]", "expected [value, value]" },
        { "a text is no condition", "yes", "found 'true' as a condition, expected Fn::And" },
        { "a function of rules", "!Ref List", "found Ref, expected Fn::And" },
        { "itself", "!Not [!Condition It]", "found the condition It inside itself" },
        { "an unknown one", "{Condition: Nope}", "found the condition Nope, expected one of Holds, Fails, It" },
        { "resources do not exist yet", "!Equals [!Ref Thing, a]", "found Ref Thing, expected parameters, pseudo parameters and mappings only" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Conditions_are_computed(string because, string condition, string expected)
    {
        Assert.True($"\"{expected}\"" == Templates.Evaluate("!If [It, 'yes', 'no']", Sections(condition)), because);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_condition_is_refused_even_if_nothing_uses_it(string because, string condition, string found)
    {
        var refusal = Templates.Refusal(() => Templates.Evaluate("1", Sections(condition)));

        Assert.True(refusal.StartsWith("t.yaml:8: ", StringComparison.Ordinal) && refusal.Contains(found, StringComparison.Ordinal), $"{because}: {refusal}");
    }

    [Fact]
    public void A_long_chain_of_conditions_does_not_end_the_process()
    {
        var chain = string.Concat(Enumerable.Range(0, 20_000).Select(index => $"  C{index}: !Not [!Condition C{index + 1}]\n"));

        Assert.Contains("more than 100 others", Templates.Refusal(() => Templates.Evaluate("1", $"Conditions:\n{chain}")), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_conditions_are_no_chain()
    {
        var conditions = string.Concat(Enumerable.Range(0, 200).Select(index => $"  C{index}: !Equals [a, a]\n"));

        Assert.Equal("1", Templates.Evaluate("!If [C199, 1, 2]", $"Conditions:\n{conditions}"));
    }

    private static string Sections(string condition) =>
        $$"""
        Parameters:
          List: {Type: CommaDelimitedList, Default: 'a,b'}
        Mappings: {M: {a: {b: c} } }
        Conditions:
          Holds: !Equals [a, a]
          Fails: !Equals [a, b]
          It: {{condition}}
        """;
}
