using Egress.Emulator.Gateway.Policy;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

public sealed class ConditionOperatorTests
{
    /// <summary>Each operator with a value that holds for the request and one that does not.</summary>
    public static TheoryData<string, string, string, string> Operators => new()
    {
        { "StringEquals", "aBc", "aBc", "abc" },
        { "StringEqualsIgnoreCase", "aBc", "ABC", "abd" },
        { "StringLike", "aBc", "a?*", "a?" },
        { "ArnEquals", "arn:aws:s3:::b/k", "arn:aws:s3:::b/*", "arn:aws:s3:::c*" },
        { "ArnLike", "arn:aws:s3:::b/k", "arn:*:s3:::b/k", "arn:aws:sns:::b/k" },
        { "IpAddress", "10.0.1.5", "10.0.0.0/16", "10.1.0.0/16" },
        { "NumericEquals", "5", "5.0", "6" },
        { "NumericLessThan", "5", "5.5", "5" },
        { "NumericLessThanEquals", "5", "5", "4" },
        { "NumericGreaterThan", "5", "4", "5" },
        { "NumericGreaterThanEquals", "5", "5", "6" },
        { "DateEquals", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T12:00:01Z" },
        { "DateLessThan", "2026-03-01T12:00:00Z", "2026-03-02", "2026-03-01T12:00:00Z" },
        { "DateLessThanEquals", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01" },
        { "DateGreaterThan", "2026-03-01T12:00:00Z", "2026-03-01", "2026-03-01T12:00:00Z" },
        { "DateGreaterThanEquals", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-02" },
        { "Bool", "true", "true", "false" },
    };

    /// <summary>Each operator and the one that is its negation.</summary>
    public static TheoryData<string, string, string, string, string> Negations => new()
    {
        { "StringNotEquals", "StringEquals", "aBc", "aBc", "abc" },
        { "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase", "aBc", "ABC", "abd" },
        { "StringNotLike", "StringLike", "aBc", "a*", "b*" },
        { "ArnNotEquals", "ArnEquals", "arn:aws:s3:::b/k", "arn:aws:s3:::b/k", "arn:aws:s3:::b/l" },
        { "ArnNotLike", "ArnLike", "arn:aws:s3:::b/k", "arn:aws:s3:::*", "arn:aws:sns:::*" },
        { "NotIpAddress", "IpAddress", "10.0.1.5", "10.0.1.5", "10.0.1.6/32" },
        { "NumericNotEquals", "NumericEquals", "5", "5", "6" },
        { "DateNotEquals", "DateEquals", "2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01" },
    };

    [Theory]
    [MemberData(nameof(Operators))]
    public void It_holds_for_some_values_and_not_for_others(string name, string actual, string holds, string fails)
    {
        Assert.True(Matches(name, [actual], holds));
        Assert.False(Matches(name, [actual], fails));
        Assert.True(Matches(name, [actual], fails, holds)); // values are alternatives
        Assert.False(Matches(name, null, holds)); // an absent key matches nothing
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void IfExists_passes_an_absent_key_and_nothing_else(string name, string actual, string holds, string fails)
    {
        Assert.True(Matches(name + "IfExists", null, fails));
        Assert.True(Matches(name + "IfExists", [actual], holds));
        Assert.False(Matches(name + "IfExists", [actual], fails));
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void ForAnyValue_wants_one_and_ForAllValues_all(string name, string actual, string holds, string fails)
    {
        Assert.True(Matches("ForAnyValue:" + name, ["?", actual], holds));
        Assert.False(Matches("ForAnyValue:" + name, ["?", actual], fails));
        Assert.False(Matches("ForAnyValue:" + name, null, holds));
        Assert.True(Matches("ForAllValues:" + name, [actual, actual], holds));
        Assert.False(Matches("ForAllValues:" + name, ["?", actual], holds));
        Assert.True(Matches("ForAllValues:" + name, null, holds));
        Assert.True(Matches("ForAnyValue:" + name + "IfExists", null, holds));
    }

    [Theory]
    [MemberData(nameof(Negations))]
    public void A_negation_holds_where_no_value_does_and_for_an_absent_key(string negation, string plain, string actual, string holds, string fails)
    {
        Assert.True(Matches(plain, [actual], holds));
        Assert.False(Matches(negation, [actual], holds));
        Assert.True(Matches(negation, [actual], fails));
        Assert.False(Matches(negation, [actual], fails, holds));
        Assert.True(Matches(negation, null, holds));
        Assert.True(Matches(negation + "IfExists", null, holds));
        Assert.False(Matches(negation + "IfExists", [actual], holds));
    }

    [Theory]
    [MemberData(nameof(Negations))]
    public void A_negation_over_a_set(string negation, string plain, string actual, string holds, string fails)
    {
        Assert.NotEqual(plain, negation);
        Assert.False(Matches("ForAnyValue:" + negation, [actual], holds));
        Assert.True(Matches("ForAnyValue:" + negation, [actual], fails));
        Assert.False(Matches("ForAnyValue:" + negation, null, holds)); // no value is none that differs
        Assert.True(Matches("ForAllValues:" + negation, null, holds));
        Assert.False(Matches("ForAllValues:" + negation, [actual, actual], holds));
        Assert.True(Matches("ForAllValues:" + negation, [actual, actual], fails));
    }

    [Theory]
    [InlineData("true", null, true)]
    [InlineData("true", "v", false)]
    [InlineData("false", null, false)]
    [InlineData("false", "v", true)]
    public void Null_asks_whether_the_key_is_there(string expected, string? actual, bool holds) => Assert.Equal(holds, Matches("Null", actual is null ? null : [actual], expected));

    [Theory]
    [InlineData("stringEquals")]
    [InlineData("StringEquals ")]
    [InlineData("String")]
    [InlineData("BinaryEquals")]
    [InlineData("NullIfExists")]
    [InlineData("IfExists")]
    [InlineData("forAnyValue:StringEquals")]
    [InlineData("ForAnyValue:")]
    [InlineData("ForAnyValue:ForAllValues:StringEquals")]
    [InlineData("StringEqualsIfExistsIfExists")]
    [InlineData("NumericNotLessThan")]
    [InlineData("BoolNot")]
    [InlineData("")]
    public void An_unknown_operator_is_an_error_that_names_it(string name)
    {
        var fault = Assert.Throws<PolicyException>(() => ConditionOperator.Parse(name, "here"));

        Assert.Equal($"Policy, here: found the operator {name}, expected an operator such as StringEquals, IpAddress, ArnLike, Bool or Null.", fault.Message);
    }

    private static bool Matches(string name, string[]? actual, params string[] values) => ConditionOperator.Parse(name, "here").Matches(actual, values);
}
