using Egress.Emulator.Gateway.Limits;

namespace Egress.Emulator.Gateway;

/// <summary>Counts calls per plan, key and UTC day. The data plane writes it, GetUsage and UpdateUsage read and adjust it.</summary>
internal sealed class UsageLedger(TimeProvider time)
{
    private readonly Dictionary<(string PlanId, string KeyId), KeyUsage> _used = [];
    private readonly Lock _lock = new();

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public void Count(string planId, string keyId)
    {
        lock (_lock)
        {
            Of(planId, keyId).Count(Today);
        }
    }

    /// <summary>From now on a key's calls are counted together with those of its owner's other keys.</summary>
    public void Share(string planId, string keyId, string owner)
    {
        lock (_lock)
        {
            _used[(planId, keyId)] = Of(planId, $"owner {owner}");
        }
    }

    /// <summary>Takes a counted call back, which a later check has refused.</summary>
    public void Uncount(string planId, string keyId)
    {
        lock (_lock)
        {
            Of(planId, keyId).Count(Today, -1);
        }
    }

    /// <summary>Counts a call unless its quota is used up.</summary>
    public bool TryCount(string planId, string keyId, QuotaLimit? quota, bool isRolling)
    {
        lock (_lock)
        {
            var usage = Of(planId, keyId);
            if (quota is not null && !usage.HasLeft(quota, time.GetUtcNow(), isRolling))
            {
                return false;
            }

            usage.Count(Today);
            return true;
        }
    }

    /// <summary>Calls on each day of the closed interval; days without calls are zero.</summary>
    public IReadOnlyList<long> Used(string planId, string keyId, DateOnly from, DateOnly to)
    {
        lock (_lock)
        {
            var usage = _used.GetValueOrDefault((planId, keyId));
            return [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(offset => usage?.On(from.AddDays(offset)) ?? 0)];
        }
    }

    /// <summary>What is left of the quota now.</summary>
    public long Remaining(string planId, string keyId, QuotaLimit quota) => Remaining(planId, keyId, quota, Today);

    /// <summary>What was left of the quota at the end of a day: the second figure of each pair that GetUsage answers.</summary>
    public long Remaining(string planId, string keyId, QuotaLimit quota, DateOnly day)
    {
        lock (_lock)
        {
            var usage = _used.GetValueOrDefault((planId, keyId)) ?? new KeyUsage();
            return usage.Remaining(quota, QuotaWindow.Calendar(quota.Period, day), day);
        }
    }

    /// <summary>UpdateUsage: a temporary extension, which ends with the current window.</summary>
    public void SetRemaining(string planId, string keyId, QuotaLimit quota, long remaining)
    {
        lock (_lock)
        {
            Of(planId, keyId).SetRemaining(quota, QuotaWindow.Calendar(quota.Period, Today), Today, remaining);
        }
    }

    private KeyUsage Of(string planId, string keyId)
    {
        if (!_used.TryGetValue((planId, keyId), out var usage))
        {
            _used[(planId, keyId)] = usage = new KeyUsage();
        }

        return usage;
    }
}
