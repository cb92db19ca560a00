using System.Globalization;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>
/// cron(minute hour day-of-month month day-of-week year) as Secrets Manager allows it: minute 0, year *, UTC; <c>* ? , - /</c>, names of months and days,
/// L in both day fields and # in the day of the week; Sunday is 1. [user guide, "Schedule expressions"]
/// </summary>
internal sealed class CronSchedule
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] WeekDays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly string _expression;
    private readonly HashSet<int> _hours;
    private readonly HashSet<int> _months;
    private readonly Func<DateTime, bool> _matchesDay;

    private CronSchedule(string expression, string[] fields)
    {
        _expression = expression;
        _hours = Values(fields[1], 0, 23, []);
        _months = Values(fields[3], 1, 12, Months);
        var (ofMonth, ofWeek) = (DayOfMonth(fields[2]), DayOfWeek(fields[4]));
        _matchesDay = day => ofMonth(day) && ofWeek(day);
        IsHourly = _hours.Count > 1;
    }

    public bool IsHourly { get; }

    public static CronSchedule Parse(string expression)
    {
        var fields = expression.EndsWith(')') ? expression[5..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        if (fields.Length != 6 || fields[0] != "0" || fields[5] != "*" || (fields[2] == "?") == (fields[4] == "?"))
        {
            throw SecretErrors.InvalidParameter(
                $"ScheduleExpression is '{expression}'; expected cron(0 hour day-of-month month day-of-week *) with ? in exactly one of the two day fields, "
                + "such as cron(0 8 1 * ? *).");
        }

        var schedule = new CronSchedule(expression, fields);
        schedule.RequireIntervals();
        return schedule;
    }

    /// <summary>The first matching hour after a moment; null when no day of the next four years matches (30 February).</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var today = after.UtcDateTime.Date;
        for (var day = today; day < today.AddYears(4).AddDays(1); day = day.AddDays(1))
        {
            if (_months.Contains(day.Month) && _matchesDay(day)
                && _hours.Order().Select(hour => new DateTimeOffset(day.AddHours(hour), TimeSpan.Zero)).FirstOrDefault(start => start > after) is var start && start != default)
            {
                return start;
            }
        }

        return null;
    }

    // Four years have every kind of month, and days of the week fall on every date often enough.
    private void RequireIntervals()
    {
        var begin = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var (last, next) = (Next(begin), default(DateTimeOffset?)); last is { } start && start < begin.AddYears(4); last = next)
        {
            next = Next(start);
            if (next - start < RotationRules.MinimumInterval)
            {
                throw SecretErrors.InvalidParameter(
                    $"ScheduleExpression '{_expression}' rotates on {start:yyyy-MM-dd HH:mm} and again after {(next - start)?.TotalHours} hours; "
                    + $"at least {RotationRules.MinimumInterval.TotalHours} hours must lie between two rotations.");
            }
        }
    }

    private Func<DateTime, bool> DayOfMonth(string field)
    {
        if (field == "L")
        {
            return day => day.Day == DateTime.DaysInMonth(day.Year, day.Month);
        }

        var days = field == "?" ? null : Values(field, 1, 31, []);
        return day => days?.Contains(day.Day) ?? true;
    }

    private Func<DateTime, bool> DayOfWeek(string field)
    {
        if (field.EndsWith('L'))
        {
            var last = Value(field[..^1], 1, 7, WeekDays);
            return day => (int)day.DayOfWeek + 1 == last && day.Day + 7 > DateTime.DaysInMonth(day.Year, day.Month);
        }

        if (field.Split('#') is [var name, var ordinal])
        {
            var (weekDay, week) = (Value(name, 1, 7, WeekDays), Value(ordinal, 1, 5, []));
            return day => (int)day.DayOfWeek + 1 == weekDay && ((day.Day - 1) / 7) + 1 == week;
        }

        var days = field == "?" ? null : Values(field, 1, 7, WeekDays);
        return day => days?.Contains((int)day.DayOfWeek + 1) ?? true;
    }

    private HashSet<int> Values(string field, int from, int to, string[] names)
    {
        var values = new HashSet<int>();
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var only] => (only, 1),
                [var start, var every] => (start is "*" or "" ? "*" : start.Contains('-') ? start : $"{start}-{to}", Value(every, 1, to, [])),
                _ => throw Unreadable(part),
            };
            var (first, last) = range == "*" ? (from, to) : range.Split('-') switch
            {
                [var single] => (Value(single, from, to, names), Value(single, from, to, names)),
                [var start, var end] => (Value(start, from, to, names), Value(end, from, to, names)),
                _ => throw Unreadable(part),
            };
            if (first > last)
            {
                throw Unreadable(part); // whether SAT-MON goes over the week's end is not documented
            }

            for (var value = first; value <= last; value += step)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private int Value(string text, int from, int to, string[] names)
    {
        if (Array.IndexOf(names, text.ToUpperInvariant()) is var index and >= 0)
        {
            return index + 1;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to ? value : throw Unreadable(text);
    }

    private ControlPlaneException Unreadable(string part) => SecretErrors.InvalidParameter($"ScheduleExpression '{_expression}' has '{part}', which its field does not allow.");
}
