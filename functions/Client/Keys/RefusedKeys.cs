namespace Egress.Client.Keys;

/// <summary>Keys that the gateway refused less than 60 s ago: not worth another try, unless one of them is accepted meanwhile.</summary>
internal sealed class RefusedKeys(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<ApiKey, Moment> _refusedAt = [];
    private volatile bool _isEmpty = true;

    public void Add(ApiKey key, Moment now)
    {
        lock (_lock)
        {
            foreach (var old in _refusedAt.Where(entry => now.Since(entry.Value, time) >= Memory).Select(entry => entry.Key).ToList())
            {
                _refusedAt.Remove(old);
            }

            _refusedAt[key] = now;
            _isEmpty = false;
        }
    }

    public bool Contains(ApiKey key, Moment now)
    {
        lock (_lock)
        {
            return _refusedAt.TryGetValue(key, out var refusedAt) && now.Since(refusedAt, time) < Memory;
        }
    }

    /// <summary>Called for each answered request: costs nothing while no key is refused.</summary>
    public void Remove(ApiKey key)
    {
        if (_isEmpty)
        {
            return;
        }

        lock (_lock)
        {
            _refusedAt.Remove(key);
            _isEmpty = _refusedAt.Count == 0;
        }
    }
}
