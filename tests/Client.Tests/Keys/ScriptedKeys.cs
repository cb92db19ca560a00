using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Egress.Client.Keys;
using Egress.Client.Seeing;
using Egress.Testing;

namespace Egress.Client.Tests.Keys;

/// <summary>A store of one key, as the cache sees it: what it holds, how long it takes and how it fails are the test's to say.</summary>
internal sealed class ScriptedKeys
{
    private TaskCompletionSource _gate = new();
    private Func<ApiKeyVersion> _read = () => One;
    private int _fetches;

    public ScriptedKeys() => _gate.SetResult();

    public static ApiKeyVersion One { get; } = new(new ApiKey(Given.Key), "v1");
    public static ApiKeyVersion Two { get; } = new(new ApiKey(Given.OtherKey), "v2");

    /// <summary>Of this store's alone: its measurements are no other test's.</summary>
    public Meter Meter { get; } = new("test");

    public ManualTimeProvider Time { get; } = new();
    public int Fetches => Volatile.Read(ref _fetches);

    public static KeyTimes Times { get; } = new(TimeSpan.FromSeconds(300), TimeSpan.FromHours(12), TimeSpan.FromSeconds(2));

    /// <summary>With the most that chance adds.</summary>
    public static TimeSpan LongestTimeToLive => Times.TimeToLive * 1.1;

    public KeyCache Cache() => new(ReadAsync, Times, Time, new Random(7), new KeyMeter(Meter, "scripted"));

    /// <summary>The same as applications see it.</summary>
    public EgressKeySource Source() => new("scripted", ReadAsync, Times, Time, new Random(7), Meter);

    public void Holds(ApiKeyVersion version) => _read = () => version;

    /// <summary>Each fetch that ends brings the next of these.</summary>
    public void HoldsInTurn(params ApiKeyVersion[] versions)
    {
        var turns = new ConcurrentQueue<ApiKeyVersion>(versions);
        _read = () => turns.TryDequeue(out var version) ? version : throw new InvalidOperationException("one fetch too many");
    }

    public void Fails() => _read = () => throw new InvalidOperationException("the store is down");

    /// <summary>Fetches wait from now on.</summary>
    public void Hangs() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Answers() => _gate.TrySetResult();

    /// <summary>A cache that has read its first key.</summary>
    public async Task<KeyCache> WarmAsync()
    {
        var cache = Cache();
        await cache.ReadAsync(Given.Cancellation);
        return cache;
    }

    /// <summary>A cache whose first key was replaced by the second, as a rotation does it: neither was ever refused.</summary>
    public async Task<KeyCache> RotatedAsync()
    {
        var cache = await WarmAsync();
        Holds(Two);
        Time.Advance(LongestTimeToLive);
        cache.TryRead(out _);
        await cache.Running;
        return cache;
    }

    private async Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        await _gate.Task.WaitAsync(cancellationToken);
        return _read();
    }
}
