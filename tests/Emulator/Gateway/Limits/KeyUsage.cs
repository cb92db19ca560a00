namespace Egress.Emulator.Gateway.Limits;

/// <summary>What one key has used of one plan, in windows of the calendar or, if <paramref name="rolls"/>, in ones that begin with a call; with <paramref name="offsetsByDays"/> an offset moves the calendar's windows. Not thread-safe: the ledger's lock guards it.</summary>
internal sealed class KeyUsage(bool rolls, bool offsetsByDays)
{
    private readonly SortedDictionary<DateOnly, long> _days = [];
    private readonly RollingUsage _rolling = new();
    private DateOnly? _first;
    private (QuotaWindow Window, long Calls) _extension;

    /// <summary>Less than nothing is nothing: a call that is taken back after midnight was counted the day before.</summary>
    public long On(DateOnly day) => Math.Max(0, _days.GetValueOrDefault(day));

    /// <summary>One call more, or with -1 one taken back.</summary>
    public void Count(QuotaLimit? quota, DateTimeOffset now, int calls = 1)
    {
        var day = Day(now);
        _first ??= day;
        _days[day] = _days.GetValueOrDefault(day) + calls;
        if (rolls && quota is not null)
        {
            _rolling.Count(InCalls(quota), now, calls);
        }
    }

    /// <summary>Forgets the days before one; false when nothing is left that anybody could ask for.</summary>
    public bool Clear(DateOnly before)
    {
        foreach (var (day, _) in _days.TakeWhile(used => used.Key < before).ToArray())
        {
            _days.Remove(day);
        }

        _rolling.Clear(before);
        return _days.Count > 0 || _extension.Window.To >= before;
    }

    /// <summary>What is left now.</summary>
    public long Remaining(QuotaLimit quota, DateTimeOffset now) => rolls ? _rolling.Remaining(InCalls(quota), now) : OfCalendar(quota, Day(now));

    /// <summary>What was left at the end of a day that is over.</summary>
    public long Remaining(QuotaLimit quota, DateOnly day) => rolls ? _rolling.Remaining(InCalls(quota), day) : OfCalendar(quota, day);

    /// <summary>Grants or takes back calls for the rest of one window.</summary>
    public void SetRemaining(QuotaLimit quota, DateTimeOffset now, long remaining)
    {
        var window = Window(quota, Day(now));
        _extension = (window, remaining - (Allowance(quota, window) - Used(window, Day(now))));
        _rolling.SetRemaining(InCalls(quota), now, remaining);
    }

    private long OfCalendar(QuotaLimit quota, DateOnly day)
    {
        var window = Window(quota, day);
        return Math.Max(0, Allowance(quota, window) + (_extension.Window == window ? _extension.Calls : 0) - Used(window, day));
    }

    // The offset is what the first window is short of. [doc: API reference, QuotaSettings]
    private long Allowance(QuotaLimit quota, QuotaWindow window) => quota.Limit - (_first is not { } first || window.Contains(first) ? InCalls(quota).Offset : 0);

    private QuotaWindow Window(QuotaLimit quota, DateOnly day) => QuotaWindow.Calendar(quota.Period, day, offsetsByDays ? quota.Offset : 0);

    private QuotaLimit InCalls(QuotaLimit quota) => offsetsByDays ? quota with { Offset = 0 } : quota;

    private long Used(QuotaWindow window, DateOnly day)
    {
        long used = 0;
        for (var each = window.From; each <= day && window.Contains(each); each = each.AddDays(1))
        {
            used += _days.GetValueOrDefault(each);
        }

        return used;
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
