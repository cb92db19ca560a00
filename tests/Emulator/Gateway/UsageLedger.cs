using Egress.Emulator.Gateway.Limits;

namespace Egress.Emulator.Gateway;

/// <summary>
/// Counts calls per plan, key and UTC day. The data plane writes it, GetUsage and UpdateUsage read and adjust it. A key or plan that is deleted is forgotten: its id
/// never comes back. What remains, that of a detached key too, is kept for as many days as GetUsage can be asked for.
/// </summary>
internal sealed class UsageLedger
{
    /// <summary>"up to 90 days", API reference of GetUsage.</summary>
    public const int DaysKept = 90;

    private readonly TimeProvider _time;
    private readonly UsageTable _used;
    private readonly Lock _lock = new();

    public UsageLedger(TimeProvider time) => (_time, _used) = (time, new UsageTable(NewUsage, DaysKept, time));

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
                return _used.Pairs;
            }
        }
    }

    public DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    public void Count(string planId, string keyId, QuotaLimit? quota = null)
    {
        lock (_lock)
        {
            _used.Of(planId, keyId).Count(quota, _time.GetUtcNow());
        }
    }

    /// <summary>From now on a key's calls are counted together with those of its owner's other keys.</summary>
    public void Share(string planId, string keyId, string owner)
    {
        lock (_lock)
        {
            _used.Put(planId, keyId, _used.Of(planId, $"owner {owner}"));
        }
    }

    /// <summary>Takes a counted call back, which a later check has refused.</summary>
    public void Uncount(string planId, string keyId, QuotaLimit? quota)
    {
        lock (_lock)
        {
            _used.Of(planId, keyId).Count(quota, _time.GetUtcNow(), -1);
        }
    }

    /// <summary>Counts a call unless its quota is used up, or with <paramref name="slack"/> that many more.</summary>
    public bool TryCount(string planId, string keyId, QuotaLimit? quota, QuotaLimit? slack = null)
    {
        lock (_lock)
        {
            var (usage, now) = (_used.Of(planId, keyId), _time.GetUtcNow());
            if ((slack ?? quota) is { } most && usage.Remaining(most, now) == 0)
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
            var usage = _used.Find(planId, keyId);
            return [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(offset => usage?.On(from.AddDays(offset)) ?? 0)];
        }
    }

    /// <summary>Calls of one day, of whoever has made any.</summary>
    public IReadOnlyDictionary<(string PlanId, string KeyId), long> UsedOn(DateOnly day)
    {
        lock (_lock)
        {
            return _used.All.Where(used => used.Usage.On(day) > 0).ToDictionary(used => (used.PlanId, used.KeyId), used => used.Usage.On(day));
        }
    }

    /// <summary>What is left of the quota now.</summary>
    public long Remaining(string planId, string keyId, QuotaLimit quota) => Remaining(planId, keyId, quota, Today);

    /// <summary>What was left of the quota at the end of a day: the second figure of each pair that GetUsage answers.</summary>
    public long Remaining(string planId, string keyId, QuotaLimit quota, DateOnly day)
    {
        lock (_lock)
        {
            var usage = _used.Find(planId, keyId) ?? NewUsage();
            return day == Today ? usage.Remaining(quota, _time.GetUtcNow()) : usage.Remaining(quota, day);
        }
    }

    /// <summary>UpdateUsage: a temporary extension, which ends with the current window.</summary>
    public void SetRemaining(string planId, string keyId, QuotaLimit quota, long remaining)
    {
        lock (_lock)
        {
            _used.Of(planId, keyId).SetRemaining(quota, _time.GetUtcNow(), remaining);
        }
    }

    public void ForgetKey(string keyId)
    {
        lock (_lock)
        {
            _used.ForgetKey(keyId);
        }

        Forgotten?.Invoke((null, keyId));
    }

    public void ForgetPlan(string planId)
    {
        lock (_lock)
        {
            _used.ForgetPlan(planId);
        }

        Forgotten?.Invoke((planId, null));
    }

    /// <summary>The days over which the allowance that holds on this one holds.</summary>
    public QuotaWindow WindowOf(QuotaLimit quota, DateOnly day) => QuotaWindow.Calendar(quota.Period, day, OffsetsByDays ? quota.Offset : 0);

    private KeyUsage NewUsage() => new(RollsWindows, OffsetsByDays);
}
