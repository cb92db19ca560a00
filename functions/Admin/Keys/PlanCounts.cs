using System.Globalization;

namespace Egress.Admin.Keys;

/// <summary>A number for each of some plans, and when it was read: <c>plan:number,plan:number@seconds</c>.</summary>
internal sealed record PlanCounts(DateTimeOffset At, IReadOnlyDictionary<string, long> ByPlan)
{
    /// <summary>Null for anything that we did not write: a missing stamp means "later".</summary>
    public static PlanCounts? Parse(string? text)
    {
        if (text?.Split('@') is not [var counts, var at] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return null;
        }

        var byPlan = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var count in counts.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (count.Split(':') is not [{ Length: > 0 } plan, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || !byPlan.TryAdd(plan, value))
            {
                return null;
            }
        }

        return new(DateTimeOffset.FromUnixTimeSeconds(seconds), byPlan);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(',', ByPlan.OrderBy(plan => plan.Key, StringComparer.Ordinal).Select(plan => string.Create(CultureInfo.InvariantCulture, $"{plan.Key}:{plan.Value}")))}@{At.ToUnixTimeSeconds()}");
}
