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

    public ManualTimeProvider Time { get; } = new();
    public int Fetches => Volatile.Read(ref _fetches);

    public static KeyTimes Times { get; } = new(TimeSpan.FromSeconds(300), TimeSpan.FromHours(12), TimeSpan.FromSeconds(2));

    public KeyCache Cache() => new(ReadAsync, Times, Time, new Random(7), new KeyMeter(new Meter("test")));

    /// <summary>The same as applications see it.</summary>
    public EgressKeySource Source() => new("scripted", ReadAsync, Times, Time, new Random(7), new Meter("test"));

    public void Holds(ApiKeyVersion version) => _read = () => version;

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

    private async Task<ApiKeyVersion> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _fetches);
        await _gate.Task.WaitAsync(cancellationToken);
        return _read();
    }
}
