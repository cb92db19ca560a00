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

    /// <summary>Periods of 1, 7 or 30 days that begin with the first call.</summary>
    public static QuotaWindow Rolling(string period, DateOnly firstCall, DateOnly day)
    {
        var length = period switch { "DAY" => 1, "WEEK" => 7, _ => 30 };
        var from = firstCall.AddDays((day.DayNumber - firstCall.DayNumber) / length * length);
        return new QuotaWindow(from, from.AddDays(length - 1));
    }

    public bool Contains(DateOnly day) => day >= From && day <= To;

    private static QuotaWindow Week(DateOnly sunday) => new(sunday, sunday.AddDays(6));
}
