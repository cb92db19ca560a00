namespace Egress.Emulator.Gateway.Policy;

/// <summary>An operator as written: a comparison, perhaps negated, with <c>IfExists</c> or over a set of values.</summary>
internal sealed record ConditionOperator
{
    private const string AnyPrefix = "ForAnyValue:";
    private const string AllPrefix = "ForAllValues:";
    private const string IfExistsSuffix = "IfExists";

    /// <summary>None: the operator is Null.</summary>
    private ValueComparison? Comparison { get; init; }
    private bool PassesWhenAbsent { get; init; }
    private bool IsForAny { get; init; }
    private bool IsForAll { get; init; }

    public static ConditionOperator Parse(string text, string path)
    {
        var isForAny = text.StartsWith(AnyPrefix, StringComparison.Ordinal);
        var isForAll = text.StartsWith(AllPrefix, StringComparison.Ordinal);
        var name = text[(isForAny ? AnyPrefix.Length : isForAll ? AllPrefix.Length : 0)..];
        var ifExists = name.EndsWith(IfExistsSuffix, StringComparison.Ordinal);
        var plain = ifExists ? name[..^IfExistsSuffix.Length] : name;
        if (plain == "Null" && !ifExists)
        {
            return new ConditionOperator();
        }

        var comparison = ValueComparison.Find(plain) ?? throw new PolicyException(path, $"the operator {text}", "an operator such as StringEquals, IpAddress, ArnLike, Bool or Null");
        return new ConditionOperator { Comparison = comparison, PassesWhenAbsent = ifExists, IsForAny = isForAny, IsForAll = isForAll };
    }

    /// <summary>A value that the operator cannot read is an error at load.</summary>
    public void Check(string value, string path)
    {
        var (canRead, expected) = Comparison is { } comparison ? (comparison.CanRead(value), comparison.Expected) : (value is "true" or "false", "true or false");
        if (!canRead)
        {
            throw new PolicyException(path, $"the value {value}", expected);
        }
    }

    /// <summary>Several values of the policy are alternatives; for a negated operator none of them may match.</summary>
    public bool Matches(IReadOnlyList<string>? actual, IReadOnlyList<string> values)
    {
        if (Comparison is not { } comparison)
        {
            return values.Any(value => value == (actual is null ? "true" : "false"));
        }

        if (actual is null or [])
        {
            return PassesWhenAbsent || IsForAll || (comparison.IsNegated && !IsForAny);
        }

        return IsForAll || (comparison.IsNegated && !IsForAny) ? actual.All(Passes) : actual.Any(Passes);

        bool Passes(string value) => values.Any(expected => comparison.Holds(value, expected)) != comparison.IsNegated;
    }
}
