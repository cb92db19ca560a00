using Egress.Emulator.Gateway.Limits;

namespace Egress.Emulator.Gateway;

/// <summary>
/// Counts calls per plan, key and UTC day. The data plane writes it, GetUsage and UpdateUsage read and adjust it. A key or plan that is deleted is forgotten: its id
/// never comes back. What remains, that of a detached key too, is kept for as many days as GetUsage can be asked for.
/// </summary>
internal sealed class UsageLedger(TimeProvider time)
{
    /// <summary>"up to 90 days", API reference of GetUsage.</summary>
    public const int DaysKept = 90;

    private readonly Dictionary<string, Dictionary<string, KeyUsage>> _used = []; // by key, then by plan
    private readonly RecentlyGone _gone = new(time);
    private readonly Lock _lock = new();
    private DateOnly _lastCleared;

    /// <summary><see cref="GatewaySwitches.RollsQuotaWindow"/>.</summary>
    public bool RollsWindows { get; init; }

    /// <summary><see cref="GatewaySwitches.OffsetsQuotaByDays"/>.</summary>
    public bool OffsetsByDays { get; init; }

    /// <summary>A key or a plan is gone for good, and whatever was kept for it with it: the other id is null.</summary>
    public event Action<(string? PlanId, string? KeyId)>? Forgotten;

    /// <summary>How many pairs of key and plan something is kept for.</summary>
    public int Pairs
    {
        get
        {
            lock (_lock)
            {
                return _used.Sum(key => key.Value.Count);
            }
        }
    }

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public void Count(string planId, string keyId, QuotaLimit? quota = null)
    {
        lock (_lock)
        {
            Of(planId, keyId).Count(quota, time.GetUtcNow());
        }
    }

    /// <summary>From now on a key's calls are counted together with those of its owner's other keys.</summary>
    public void Share(string planId, string keyId, string owner)
    {
        lock (_lock)
        {
            var usage = Of(planId, $"owner {owner}");
            if (!_gone.Has(planId, keyId))
            {
                PlansOf(keyId)[planId] = usage;
            }
        }
    }

    /// <summary>Takes a counted call back, which a later check has refused.</summary>
    public void Uncount(string planId, string keyId, QuotaLimit? quota)
    {
        lock (_lock)
        {
            Of(planId, keyId).Count(quota, time.GetUtcNow(), -1);
        }
    }

    /// <summary>Counts a call unless its quota is used up.</summary>
    public bool TryCount(string planId, string keyId, QuotaLimit? quota)
    {
        lock (_lock)
        {
            var (usage, now) = (Of(planId, keyId), time.GetUtcNow());
            if (quota is not null && usage.Remaining(quota, now) == 0)
            {
                return false;
            }

            usage.Count(quota, now);
            return true;
        }
    }

    /// <summary>Calls on each day of the closed interval; days without calls are zero.</summary>
    public IReadOnlyList<long> Used(string planId, string keyId, DateOnly from, DateOnly to)
    {
        lock (_lock)
        {
            var usage = Find(planId, keyId);
            return [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(offset => usage?.On(from.AddDays(offset)) ?? 0)];
        }
    }

    /// <summary>Calls of one day, of whoever has made any.</summary>
    public IReadOnlyDictionary<(string PlanId, string KeyId), long> UsedOn(DateOnly day)
    {
        lock (_lock)
        {
            return _used.SelectMany(key => key.Value, (key, plan) => (Pair: (plan.Key, key.Key), Calls: plan.Value.On(day))).Where(used => used.Calls > 0).ToDictionary(used => used.Pair, used => used.Calls);
        }
    }

    /// <summary>What is left of the quota now.</summary>
    public long Remaining(string planId, string keyId, QuotaLimit quota) => Remaining(planId, keyId, quota, Today);

    /// <summary>What was left of the quota at the end of a day: the second figure of each pair that GetUsage answers.</summary>
    public long Remaining(string planId, string keyId, QuotaLimit quota, DateOnly day)
    {
        lock (_lock)
        {
            var usage = Find(planId, keyId) ?? NewUsage();
            return day == Today ? usage.Remaining(quota, time.GetUtcNow()) : usage.Remaining(quota, day);
        }
    }

    /// <summary>UpdateUsage: a temporary extension, which ends with the current window.</summary>
    public void SetRemaining(string planId, string keyId, QuotaLimit quota, long remaining)
    {
        lock (_lock)
        {
            Of(planId, keyId).SetRemaining(quota, time.GetUtcNow(), remaining);
        }
    }

    public void ForgetKey(string keyId)
    {
        lock (_lock)
        {
            _gone.Add(null, keyId);
            _used.Remove(keyId);
        }

        Forgotten?.Invoke((null, keyId));
    }

    public void ForgetPlan(string planId)
    {
        lock (_lock)
        {
            _gone.Add(planId, null);
            foreach (var (keyId, plans) in _used)
            {
                plans.Remove(planId);
                DropIfEmpty(keyId, plans);
            }
        }

        Forgotten?.Invoke((planId, null));
    }

    /// <summary>The days over which the allowance that holds on this one holds.</summary>
    public QuotaWindow WindowOf(QuotaLimit quota, DateOnly day) => QuotaWindow.Calendar(quota.Period, day, OffsetsByDays ? quota.Offset : 0);

    private KeyUsage NewUsage() => new(RollsWindows, OffsetsByDays);

    private KeyUsage? Find(string planId, string keyId) => _used.GetValueOrDefault(keyId)?.GetValueOrDefault(planId);

    // Of a key or plan that is gone there is nothing to keep.
    private KeyUsage Of(string planId, string keyId)
    {
        ClearOnceADay();
        if (_gone.Has(planId, keyId))
        {
            return NewUsage();
        }

        var plans = PlansOf(keyId);
        return plans.GetValueOrDefault(planId) ?? (plans[planId] = NewUsage());
    }

    private Dictionary<string, KeyUsage> PlansOf(string keyId) => _used.GetValueOrDefault(keyId) ?? (_used[keyId] = []);

    private void ClearOnceADay()
    {
        if (_lastCleared == Today)
        {
            return;
        }

        _lastCleared = Today;
        foreach (var (keyId, plans) in _used)
        {
            foreach (var (planId, _) in plans.Where(plan => !plan.Value.Clear(Today.AddDays(-DaysKept))))
            {
                plans.Remove(planId);
            }

            DropIfEmpty(keyId, plans);
        }
    }

    // A dictionary may lose entries while it is walked through (since .NET Core 3.0).
    private void DropIfEmpty(string keyId, Dictionary<string, KeyUsage> plans)
    {
        if (plans.Count == 0)
        {
            _used.Remove(keyId);
        }
    }
}
