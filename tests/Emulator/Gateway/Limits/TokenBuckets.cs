using System.Collections.Concurrent;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>The buckets in use. One whose key or plan is deleted goes at once; one that is full again goes when many have come together.</summary>
internal sealed class TokenBuckets
{
    private const int FewestToSweep = 1_024;

    private readonly ConcurrentDictionary<BucketName, TokenBucket> _buckets = new();
    private int _sweepAt = FewestToSweep;

    public int Count => _buckets.Count;

    public bool TryTake(BucketName name, ThrottleLimit limit, TimeSpan now)
    {
        while (true)
        {
            if (Find(name, now).TryTakeUnlessRetired(limit, now) is { } isTaken)
            {
                return isTaken;
            }
        }
    }

    public void Forget(string? planId, string? keyId)
    {
        foreach (var (name, _) in _buckets.Where(bucket => (planId is not null && bucket.Key.PlanId == planId) || (keyId is not null && bucket.Key.KeyId == keyId)))
        {
            _buckets.TryRemove(name, out _);
        }
    }

    private TokenBucket Find(BucketName name, TimeSpan now)
    {
        if (_buckets.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_buckets.Count >= Volatile.Read(ref _sweepAt))
        {
            Sweep(now);
        }

        return _buckets.GetOrAdd(name, _ => new TokenBucket());
    }

    private void Sweep(TimeSpan now)
    {
        foreach (var bucket in _buckets.Where(bucket => bucket.Value.TryRetire(now)))
        {
            _buckets.TryRemove(bucket);
        }

        Volatile.Write(ref _sweepAt, Math.Max(FewestToSweep, 2 * _buckets.Count));
    }
}
