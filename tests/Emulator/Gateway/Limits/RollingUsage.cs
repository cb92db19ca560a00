namespace Egress.Emulator.Gateway.Limits;

/// <summary>
/// Calls in a window that begins with a call, to the moment, and is followed by one that begins with the next call: how two
/// operators saw quotas recover. [capture]. Not thread-safe: the ledger's lock guards it.
/// </summary>
internal sealed class RollingUsage
{
    private DateTimeOffset? _start;
    private long _calls;
    private bool _isFirst = true;

    public void Count(int calls) => _calls += calls;

    public long Remaining(QuotaLimit quota, DateTimeOffset now)
    {
        if (_start is not { } start)
        {
            _start = now;
        }
        else if (now - start >= Length(quota.Period))
        {
            (_start, _calls, _isFirst) = (now, 0, false);
        }

        return Math.Max(0, Allowance(quota) - _calls);
    }

    public void SetRemaining(QuotaLimit quota, long remaining) => _calls = Allowance(quota) - remaining;

    private int Allowance(QuotaLimit quota) => quota.Limit - (_isFirst ? quota.Offset : 0);

    private static TimeSpan Length(string period) => TimeSpan.FromDays(period switch { "DAY" => 1, "WEEK" => 7, _ => 30 });
}
