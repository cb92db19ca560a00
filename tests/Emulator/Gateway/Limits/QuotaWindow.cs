namespace Egress.Emulator.Gateway.Limits;

/// <summary>The days over which one allowance holds, both ends included.</summary>
internal readonly record struct QuotaWindow(DateOnly From, DateOnly To)
{
    /// <summary>Calendar periods in UTC; a week begins on Sunday. AWS does not say when a window begins.</summary>
    public static QuotaWindow Calendar(string period, DateOnly day) => period switch
    {
        "DAY" => new QuotaWindow(day, day),
        "WEEK" => Week(day.AddDays(-(int)day.DayOfWeek)),
        "MONTH" => new QuotaWindow(new DateOnly(day.Year, day.Month, 1), new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "A quota's period is DAY, WEEK or MONTH."),
    };

    public bool Contains(DateOnly day) => day >= From && day <= To;

    private static QuotaWindow Week(DateOnly sunday) => new(sunday, sunday.AddDays(6));
}
