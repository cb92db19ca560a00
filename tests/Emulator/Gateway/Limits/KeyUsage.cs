namespace Egress.Emulator.Gateway.Limits;

/// <summary>What one key has used of one plan. Not thread-safe: the ledger's lock guards it.</summary>
internal sealed class KeyUsage
{
    private readonly SortedDictionary<DateOnly, long> _days = [];
    private readonly RollingUsage _rolling = new();
    private DateOnly? _first;
    private (QuotaWindow Window, long Calls) _extension;

    public long On(DateOnly day) => _days.GetValueOrDefault(day);

    /// <summary>One call more, or with -1 one taken back.</summary>
    public void Count(DateOnly day, int calls = 1)
    {
        _first ??= day;
        _days[day] = On(day) + calls;
        _rolling.Count(calls);
    }

    /// <summary>Forgets the days before one; false when nothing is left that anybody could ask for.</summary>
    public bool Clear(DateOnly before)
    {
        foreach (var (day, _) in _days.TakeWhile(used => used.Key < before).ToArray())
        {
            _days.Remove(day);
        }

        return _days.Count > 0 || _extension.Window.To >= before;
    }

    /// <summary>Is a call left now? The window is of the calendar, or began with the first call in it.</summary>
    public bool HasLeft(QuotaLimit quota, DateTimeOffset now, bool isRolling)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        return (isRolling ? _rolling.Remaining(quota, now) : Remaining(quota, QuotaWindow.Calendar(quota.Period, day), day)) > 0;
    }

    /// <summary>What is left at the end of a day of the window that this day is in. The offset is what the first window is short of. [doc: API reference, QuotaSettings]</summary>
    public long Remaining(QuotaLimit quota, QuotaWindow window, DateOnly day)
    {
        var allowance = quota.Limit - (IsFirst(window) ? quota.Offset : 0) + (_extension.Window == window ? _extension.Calls : 0);
        return Math.Max(0, allowance - Used(window, day));
    }

    /// <summary>Grants or takes back calls for the rest of one window.</summary>
    public void SetRemaining(QuotaLimit quota, QuotaWindow window, DateOnly day, long remaining)
    {
        var allowance = quota.Limit - (IsFirst(window) ? quota.Offset : 0);
        _extension = (window, remaining - (allowance - Used(window, day)));
        _rolling.SetRemaining(quota, remaining);
    }

    private bool IsFirst(QuotaWindow window) => _first is not { } first || window.Contains(first);

    private long Used(QuotaWindow window, DateOnly day)
    {
        long used = 0;
        for (var each = window.From; each <= day && window.Contains(each); each = each.AddDays(1))
        {
            used += On(each);
        }

        return used;
    }
}
