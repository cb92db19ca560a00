namespace Egress.Emulator.Gateway.Limits;

/// <summary>The days over which one allowance holds, both ends included.</summary>
internal readonly record struct QuotaWindow(DateOnly From, DateOnly To)
{
    /// <summary>Calendar periods in UTC; a week begins on Sunday, and each <paramref name="laterDays"/> later. AWS does not say when a window begins.</summary>
    public static QuotaWindow Calendar(string period, DateOnly day, int laterDays = 0) => period switch
    {
        "DAY" => new QuotaWindow(day, day),
        "WEEK" => Week(day.AddDays(-(((int)day.DayOfWeek - laterDays + 7) % 7))),
        "MONTH" => Month(new DateOnly(day.Year, day.Month, 1 + laterDays).AddMonths(day.Day > laterDays ? 0 : -1)),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "A quota's period is DAY, WEEK or MONTH."),
    };

    public bool Contains(DateOnly day) => day >= From && day <= To;

    private static QuotaWindow Month(DateOnly first) => new(first, first.AddMonths(1).AddDays(-1));

    private static QuotaWindow Week(DateOnly sunday) => new(sunday, sunday.AddDays(6));
}
