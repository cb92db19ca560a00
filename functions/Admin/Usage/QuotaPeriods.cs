namespace Egress.Admin.Usage;

/// <summary>When a quota starts anew. AWS does not say at which hour; days of UTC are what it shows.</summary>
internal static class QuotaPeriods
{
    public static bool AreSame(string? period, DateTimeOffset one, DateTimeOffset other) => StartOf(period, one) is { } start && start == StartOf(period, other);

    private static DateOnly? StartOf(string? period, DateTimeOffset time) => (period, DateOnly.FromDateTime(time.UtcDateTime)) switch
    {
        ("DAY", var day) => day,
        ("WEEK", var day) => day.AddDays(-(int)day.DayOfWeek),
        ("MONTH", var day) => new DateOnly(day.Year, day.Month, 1),
        _ => null,
    };
}
