namespace Egress.Emulator.Gateway.Limits;

/// <summary>
/// Calls in a window that begins with a call, to the moment, and is followed by one that begins with the first call after its end: how two
/// operators saw quotas recover. [capture]. Not thread-safe: the ledger's lock guards it.
/// </summary>
internal sealed class RollingUsage
{
    private readonly SortedDictionary<DateOnly, (long Left, DateTimeOffset End)> _ends = []; // by day: how the window stood that was open last
    private DateTimeOffset? _start;
    private long _calls;
    private long _extension;
    private bool _isFirst = true;

    /// <summary>One call more, or with -1 one taken back. Without a quota there is no window, and nothing to count in it.</summary>
    public void Count(QuotaLimit quota, DateTimeOffset now, int calls)
    {
        EndIfOver(quota, now);
        if (_start is null && calls < 0)
        {
            return; // the window that it was counted in is over
        }

        _start ??= now;
        _calls = Math.Max(0, _calls + calls);
        Note(quota, now);
    }

    /// <summary>What is left now: of the open window, or of the one that the next call begins.</summary>
    public long Remaining(QuotaLimit quota, DateTimeOffset now)
    {
        EndIfOver(quota, now);
        return Math.Max(0, Allowance(quota) + _extension - _calls);
    }

    /// <summary>What was left at the end of a day that is over.</summary>
    public long Remaining(QuotaLimit quota, DateOnly day)
    {
        var (left, end) = _ends.LastOrDefault(noted => noted.Key <= day).Value;
        var over = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return end == default ? quota.Limit - quota.Offset : end <= over ? quota.Limit : left;
    }

    /// <summary>Grants or takes back calls for the rest of the window, or where none is open for the next one.</summary>
    public void SetRemaining(QuotaLimit quota, DateTimeOffset now, long remaining)
    {
        EndIfOver(quota, now);
        _extension = remaining - (Allowance(quota) - _calls);
        Note(quota, now);
    }

    public void Clear(DateOnly before)
    {
        foreach (var day in _ends.Keys.TakeWhile(day => day < before).ToArray())
        {
            _ends.Remove(day);
        }
    }

    private void EndIfOver(QuotaLimit quota, DateTimeOffset now)
    {
        if (_start is { } start && now >= start + Length(quota))
        {
            (_start, _calls, _extension, _isFirst) = (null, 0, 0, false);
        }
    }

    private void Note(QuotaLimit quota, DateTimeOffset now) =>
        _ends[DateOnly.FromDateTime(now.UtcDateTime)] = (Math.Max(0, Allowance(quota) + _extension - _calls), (_start ?? DateTimeOffset.MaxValue - Length(quota)) + Length(quota));

    private long Allowance(QuotaLimit quota) => quota.Limit - (_isFirst ? quota.Offset : 0);

    private static TimeSpan Length(QuotaLimit quota) => TimeSpan.FromDays(quota.Period switch { "DAY" => 1, "WEEK" => 7, _ => 30 });
}
