using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>
/// A rotation schedule. [Secrets Manager user guide, "Schedule expressions": rate() in hours or days, cron() with minute 0 and year *, all in UTC,
/// at least four hours apart. A window in days starts at midnight and ends with the day, one in hours lasts an hour, unless Duration says otherwise]
/// </summary>
internal sealed partial record RotationRules(long? AutomaticallyAfterDays, string? ScheduleExpression, string? Duration)
{
    public static readonly TimeSpan MinimumInterval = TimeSpan.FromHours(4);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private TimeSpan? Rate { get; init; }
    private CronSchedule? Cron { get; init; }
    private TimeSpan? Window { get; init; }

    public static RotationRules Of(long? automaticallyAfterDays, string? scheduleExpression, string? duration)
    {
        if (automaticallyAfterDays is not null && scheduleExpression is not null)
        {
            throw SecretErrors.InvalidParameter("You can't specify both AutomaticallyAfterDays and ScheduleExpression.");
        }

        if (automaticallyAfterDays is < 1 or > 1000)
        {
            throw SecretErrors.InvalidParameter($"AutomaticallyAfterDays is {automaticallyAfterDays}; it must be between 1 and 1000 days.");
        }

        return new RotationRules(automaticallyAfterDays, scheduleExpression, duration)
        {
            Rate = automaticallyAfterDays is { } days ? TimeSpan.FromDays(days) : ParseRate(scheduleExpression),
            Cron = scheduleExpression?.StartsWith("cron(", StringComparison.Ordinal) == true ? CronSchedule.Parse(scheduleExpression) : null,
            Window = ParseDuration(duration),
        };
    }

    /// <summary>The first window after the last rotation that is not over yet.</summary>
    public RotationWindow? Next(DateTimeOffset? lastRotated, DateTimeOffset now)
    {
        if (Cron is { } cron)
        {
            return cron.Next(now) is { } start ? Opening(start, cron.IsHourly) : null;
        }

        if (Rate is not { } rate)
        {
            return null;
        }

        var (isHourly, due) = (rate < TimeSpan.FromDays(1), (lastRotated ?? now) + rate);
        var opens = isHourly ? Floor(due, TimeSpan.FromHours(1)) : Floor(due, TimeSpan.FromDays(1));
        return Opening(opens, isHourly);
    }

    private RotationWindow Opening(DateTimeOffset start, bool isHourly)
    {
        var length = Window ?? (isHourly ? TimeSpan.FromHours(1) : LongestWindow);
        var endOfDay = Floor(start, LongestWindow) + LongestWindow;
        var end = start + length < endOfDay ? start + length : endOfDay;
        return new RotationWindow(start, end - TimeSpan.FromSeconds(1));
    }

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan unit) => new(moment.UtcTicks - (moment.UtcTicks % unit.Ticks), TimeSpan.Zero);

    private static TimeSpan? ParseRate(string? expression)
    {
        if (expression is null || expression.StartsWith("cron(", StringComparison.Ordinal))
        {
            return null;
        }

        var match = RateForm().Match(expression);
        if (!match.Success)
        {
            throw SecretErrors.InvalidParameter($"ScheduleExpression is '{expression}'; expected rate(12 hours), rate(10 days) or cron(0 8 1 * ? *).");
        }

        var count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        var interval = match.Groups["unit"].Value == "hour" ? TimeSpan.FromHours(count) : TimeSpan.FromDays(count);
        return interval < MinimumInterval
            ? throw SecretErrors.InvalidParameter(
                $"ScheduleExpression '{expression}' rotates every {interval.TotalHours} hours; at least {MinimumInterval.TotalHours} hours must lie between two rotations.")
            : interval;
    }

    private static TimeSpan? ParseDuration(string? duration)
    {
        if (duration is null)
        {
            return null;
        }

        return DurationForm().IsMatch(duration) && int.Parse(duration[..^1], CultureInfo.InvariantCulture) is var hours and >= 1 and <= 24
            ? TimeSpan.FromHours(hours)
            : throw SecretErrors.InvalidParameter($"Duration is '{duration}'; expected 1h to 24h.");
    }

    [GeneratedRegex(@"\Arate\((?<count>[0-9]{1,4}) (?<unit>hour|day)s?\)\z")]
    private static partial Regex RateForm();

    [GeneratedRegex(@"\A[0-9]{1,2}h\z")]
    private static partial Regex DurationForm();
}
