using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>
/// Usage as GetUsage tells it where it lags: 30 to 40 minutes late, except once the quota is used up. [localstack/localstack #11393]
/// The ledger is read at intervals, as a pipeline of metrics is; an answer is the newest reading that is old enough.
/// </summary>
internal sealed class UsageReports : IDisposable
{
    private const int ReadingsPerLag = 20;

    private readonly ApiGatewayStore _store;
    private readonly TimeSpan _lag;
    private readonly ITimer _timer;
    private readonly Queue<Reading> _readings = [];
    private readonly Lock _lock = new();

    public UsageReports(ApiGatewayStore store, TimeSpan lag)
    {
        (_store, _lag) = (store, lag);
        Read();
        _timer = store.Time.CreateTimer(_ => Read(), null, lag / ReadingsPerLag, lag / ReadingsPerLag);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Used and remaining of a day; days that begin after the reading are days without calls.</summary>
    public (long Used, long Remaining) Of(string planId, string keyId, QuotaLimit? quota, DateOnly day)
    {
        var known = Known(planId, keyId, day);
        if (quota is null)
        {
            return (known, 0);
        }

        var remaining = _store.Usage.Remaining(planId, keyId, quota, day);
        if (remaining == 0)
        {
            return (Used(planId, keyId, day), 0);
        }

        var told = remaining + Unknown(planId, keyId, quota, day);
        return (known, _store.Usage.RollsWindows ? Math.Min(told, Math.Max(remaining, quota.Limit)) : told); // of the days' calls, some may be of a window that is over
    }

    /// <summary>Calls of the same period up to that day that are not reported yet: they still count as remaining.</summary>
    private long Unknown(string planId, string keyId, QuotaLimit quota, DateOnly day)
    {
        var window = _store.Usage.WindowOf(quota, day);
        var days = Enumerable.Range(0, 1 + _lag.Days + 1).Select(back => day.AddDays(-back)).Where(window.Contains);
        return days.Sum(earlier => Used(planId, keyId, earlier) - Known(planId, keyId, earlier));
    }

    private long Known(string planId, string keyId, DateOnly day)
    {
        lock (_lock)
        {
            var old = _store.Time.GetUtcNow() - _lag;
            while (_readings.Count > 1 && _readings.ElementAt(1).At <= old)
            {
                _readings.Dequeue();
            }

            return _readings.Peek() is not { } reading || reading.At > old || reading.Day < day ? 0
                : reading.Day == day ? reading.Used.GetValueOrDefault((planId, keyId))
                : Used(planId, keyId, day);
        }
    }

    private long Used(string planId, string keyId, DateOnly day) => _store.Usage.Used(planId, keyId, day, day)[0];

    private void Read()
    {
        var (now, today) = (_store.Time.GetUtcNow(), _store.Usage.Today);
        var used = _store.Usage.UsedOn(today);
        lock (_lock)
        {
            _readings.Enqueue(new Reading(now, today, used));
            while (_readings.Count > ReadingsPerLag + 2)
            {
                _readings.Dequeue();
            }
        }
    }

    private sealed record Reading(DateTimeOffset At, DateOnly Day, IReadOnlyDictionary<(string PlanId, string KeyId), long> Used);
}
