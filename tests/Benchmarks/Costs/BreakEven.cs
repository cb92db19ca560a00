namespace Egress.Benchmarks.Costs;

/// <summary>From how many calls a month another way is cheaper than Egress.</summary>
internal static class BreakEven
{
    /// <summary>More calls than API Gateway's default limit of 10,000 a second lets through in a month (26 thousand million).</summary>
    public const long Most = 30_000_000_000;

    /// <summary>The fewest calls at which the other costs no more than Egress; none, where Egress stays cheaper however many there are.</summary>
    public static long? Calls(Alternative other, Region region, Usage usage)
    {
        // Between two ends, where a price of Egress changes, both bills are straight lines, so that whoever is cheaper at both ends is cheaper between them.
        var from = -1L;
        foreach (var end in Ends(usage))
        {
            if (IsReached(end))
            {
                return FirstAfter(from, end, IsReached);
            }

            from = end;
        }

        return null;

        bool IsReached(long calls) => other.Monthly(region, usage with { Calls = calls }) <= Alternative.Egress.Monthly(region, usage with { Calls = calls });
    }

    /// <summary>The smallest answer, in KB, with which the other never gets cheaper than Egress; none up to 10 MB, where an answer begins to count twice.</summary>
    public static int? AnswerKilobytes(Alternative other, Region region, Usage usage)
    {
        const int largest = EgressCost.KilobytesPerRequest;
        return IsNeverReached(largest) ? (int)FirstAfter(-1, largest, kilobytes => IsNeverReached((int)kilobytes)) : null;

        bool IsNeverReached(int kilobytes) => Calls(other, region, usage with { AnswerKilobytes = kilobytes }) is null;
    }

    private static IEnumerable<long> Ends(Usage usage) =>
        [0, EgressCost.CallsAllTraced, .. RequestTiers.All.Select(tier => (tier.UpTo - (EgressCost.ProbePasses * usage.Upstreams)) / EgressCost.RequestsPerCall(usage)).Where(end => end < Most), Most];

    private static long FirstAfter(long no, long yes, Func<long, bool> holds)
    {
        while (yes - no > 1)
        {
            var middle = no + ((yes - no) / 2);
            (no, yes) = holds(middle) ? (no, middle) : (middle, yes);
        }

        return yes;
    }
}
