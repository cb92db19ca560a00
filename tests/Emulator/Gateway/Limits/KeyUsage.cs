namespace Egress.Emulator.Gateway.Limits;

/// <summary>What one key has used of one plan. Not thread-safe: the ledger's lock guards it.</summary>
internal sealed class KeyUsage
{
    private readonly SortedDictionary<DateOnly, long> _days = [];
    private (QuotaWindow Window, long Calls) _extension;

    public long On(DateOnly day) => _days.GetValueOrDefault(day);

    public void Count(DateOnly day) => _days[day] = On(day) + 1;

    public QuotaWindow Window(QuotaLimit quota, DateOnly day, bool isRolling) =>
        isRolling && _days.Count > 0 && First <= day ? QuotaWindow.Rolling(quota.Period, First, day) : QuotaWindow.Calendar(quota.Period, day);

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
    }

    private DateOnly First => _days.First().Key;

    private bool IsFirst(QuotaWindow window) => _days.Count == 0 || window.Contains(First);

    private long Used(QuotaWindow window, DateOnly day) => _days.Where(used => window.Contains(used.Key) && used.Key <= day).Sum(used => used.Value);
}
