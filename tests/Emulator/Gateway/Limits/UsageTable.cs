namespace Egress.Emulator.Gateway.Limits;

/// <summary>
/// What is counted for each pair of key and plan, for as long as somebody can ask for it: until the key or the plan is deleted, and so many days. Not thread-safe: the ledger's lock guards it.
/// </summary>
internal sealed class UsageTable(Func<KeyUsage> create, int daysKept, TimeProvider time)
{
    private readonly Dictionary<string, Dictionary<string, KeyUsage>> _used = []; // by key, then by plan
    private readonly RecentlyGone _gone = new(time);
    private DateOnly _lastCleared;

    /// <summary>How many pairs something is kept for.</summary>
    public int Pairs => _used.Sum(key => key.Value.Count);

    public IEnumerable<(string PlanId, string KeyId, KeyUsage Usage)> All => _used.SelectMany(key => key.Value, (key, plan) => (plan.Key, key.Key, plan.Value));

    public KeyUsage? Find(string planId, string keyId) => _used.GetValueOrDefault(keyId)?.GetValueOrDefault(planId);

    /// <summary>Of a key or plan that is gone there is nothing to keep: what is counted in it then is lost.</summary>
    public KeyUsage Of(string planId, string keyId)
    {
        ClearOnceADay();
        if (_gone.Has(planId, keyId))
        {
            return create();
        }

        var plans = PlansOf(keyId);
        return plans.GetValueOrDefault(planId) ?? (plans[planId] = create());
    }

    /// <summary>From now on this is what the pair's calls are counted in.</summary>
    public void Put(string planId, string keyId, KeyUsage usage)
    {
        if (!_gone.Has(planId, keyId))
        {
            PlansOf(keyId)[planId] = usage;
        }
    }

    public void ForgetKey(string keyId)
    {
        _gone.Add(null, keyId);
        _used.Remove(keyId);
    }

    public void ForgetPlan(string planId)
    {
        _gone.Add(planId, null);
        foreach (var (keyId, plans) in _used)
        {
            plans.Remove(planId);
            DropIfEmpty(keyId, plans);
        }
    }

    private Dictionary<string, KeyUsage> PlansOf(string keyId) => _used.GetValueOrDefault(keyId) ?? (_used[keyId] = []);

    private void ClearOnceADay()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_lastCleared == today)
        {
            return;
        }

        _lastCleared = today;
        foreach (var (keyId, plans) in _used)
        {
            foreach (var (planId, _) in plans.Where(plan => !plan.Value.Clear(today.AddDays(-daysKept))))
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
