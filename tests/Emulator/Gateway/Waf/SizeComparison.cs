namespace Egress.Emulator.Gateway.Waf;

/// <summary>The operators of a SizeConstraintStatement: a component's size in bytes against the rule's.</summary>
internal static class SizeComparison
{
    public static readonly IReadOnlyDictionary<string, Func<long, long, bool>> ByOperator = new Dictionary<string, Func<long, long, bool>>
    {
        ["EQ"] = (actual, size) => actual == size,
        ["NE"] = (actual, size) => actual != size,
        ["LE"] = (actual, size) => actual <= size,
        ["LT"] = (actual, size) => actual < size,
        ["GE"] = (actual, size) => actual >= size,
        ["GT"] = (actual, size) => actual > size,
    };
}
