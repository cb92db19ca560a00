namespace Egress.Emulator.Gateway;

/// <summary>Counts calls per plan, key and UTC day. The data plane writes it, GetUsage and UpdateUsage read and adjust it.</summary>
internal sealed class UsageLedger(TimeProvider time)
{
    private readonly Dictionary<(string PlanId, string KeyId), SortedDictionary<DateOnly, long>> _used = [];
    private readonly Lock _lock = new();

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public void Count(string planId, string keyId)
    {
        lock (_lock)
        {
            if (!_used.TryGetValue((planId, keyId), out var days))
            {
                _used[(planId, keyId)] = days = [];
            }

            days[Today] = days.GetValueOrDefault(Today) + 1;
        }
    }

    /// <summary>Calls on each day of the closed interval; days without calls are zero.</summary>
    public IReadOnlyList<long> Used(string planId, string keyId, DateOnly from, DateOnly to)
    {
        lock (_lock)
        {
            var days = _used.GetValueOrDefault((planId, keyId));
            return [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(offset => days?.GetValueOrDefault(from.AddDays(offset)) ?? 0)];
        }
    }
}
