namespace Egress.Benchmarks.Costs;

/// <summary>API Gateway's price of a REST request falls with their number in the account, Region and month.</summary>
internal static class RequestTiers
{
    public static IReadOnlyList<(long UpTo, Item PerMillion)> All { get; } =
    [
        (333_000_000, Item.Calls333Million),
        (1_000_000_000, Item.CallsBillion),
        (20_000_000_000, Item.Calls20Billion),
        (long.MaxValue, Item.CallsBeyond),
    ];

    public static decimal Cost(Region region, long requests)
    {
        var (cost, paid) = (0m, 0L);
        foreach (var (upTo, perMillion) in All)
        {
            var here = Math.Max(0, Math.Min(requests, upTo) - paid);
            cost += here * region[perMillion] / 1_000_000;
            paid += here;
        }

        return cost;
    }
}
