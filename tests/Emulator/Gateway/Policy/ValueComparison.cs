using System.Collections.Frozen;
using System.Globalization;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>How one value of a request compares with one of a policy. <see cref="Holds"/> ignores the negation; a value of the request that cannot be read never holds.</summary>
internal sealed record ValueComparison(Func<string, string, bool> Holds, Func<string, bool> CanRead, string Expected, bool IsNegated = false)
{
    private static readonly FrozenDictionary<string, ValueComparison> ByName = All().ToFrozenDictionary(entry => entry.Name, entry => entry.Comparison);

    public static ValueComparison? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<(string Name, ValueComparison Comparison)> All() =>
    [
        .. Pair("StringEquals", "StringNotEquals", Text((actual, expected) => actual == expected)),
        .. Pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", Text((actual, expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase))),
        .. Pair("StringLike", "StringNotLike", Text((actual, expected) => Wildcard.Matches(expected, actual))),
        .. Pair("ArnEquals", "ArnNotEquals", new ValueComparison(ArnPattern.Matches, ArnPattern.IsArn, "an ARN")),
        .. Pair("ArnLike", "ArnNotLike", new ValueComparison(ArnPattern.Matches, ArnPattern.IsArn, "an ARN")),
        .. Pair("IpAddress", "NotIpAddress", new ValueComparison(AddressRange.Contains, AddressRange.IsRange, "an IP address or a range such as 10.0.0.0/16")),
        .. Pair("NumericEquals", "NumericNotEquals", Number((actual, expected) => actual == expected)),
        ("NumericLessThan", Number((actual, expected) => actual < expected)),
        ("NumericLessThanEquals", Number((actual, expected) => actual <= expected)),
        ("NumericGreaterThan", Number((actual, expected) => actual > expected)),
        ("NumericGreaterThanEquals", Number((actual, expected) => actual >= expected)),
        .. Pair("DateEquals", "DateNotEquals", Date((actual, expected) => actual == expected)),
        ("DateLessThan", Date((actual, expected) => actual < expected)),
        ("DateLessThanEquals", Date((actual, expected) => actual <= expected)),
        ("DateGreaterThan", Date((actual, expected) => actual > expected)),
        ("DateGreaterThanEquals", Date((actual, expected) => actual >= expected)),
        ("Bool", new ValueComparison((actual, expected) => actual.Equals(expected, StringComparison.OrdinalIgnoreCase), value => bool.TryParse(value, out _), "true or false")),
    ];

    private static (string, ValueComparison)[] Pair(string name, string negated, ValueComparison comparison) => [(name, comparison), (negated, comparison with { IsNegated = true })];

    // Policy variables such as ${aws:username} need a principal, which an anonymous caller is not.
    private static ValueComparison Text(Func<string, string, bool> holds) => new(holds, value => !value.Contains("${", StringComparison.Ordinal), "a text without policy variables");

    private static ValueComparison Number(Func<decimal, decimal, bool> holds) =>
        new((actual, expected) => NumberOf(actual) is { } left && NumberOf(expected) is { } right && holds(left, right), value => NumberOf(value) is not null, "a number");

    private static ValueComparison Date(Func<DateTimeOffset, DateTimeOffset, bool> holds) =>
        new((actual, expected) => PolicyDate.Of(actual) is { } left && PolicyDate.Of(expected) is { } right && holds(left, right), value => PolicyDate.Of(value) is not null, "a date such as 2026-01-31T00:00:00Z or seconds since 1970");

    private static decimal? NumberOf(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
