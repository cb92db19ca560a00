namespace Egress.Client.Tests.Keys;

/// <summary>What is read, and when it is fetched: the cases of the key source's description by their ids, on time that the test moves.</summary>
public sealed class KeyCacheTests
{
    private readonly ScriptedKeys _keys = new();

    [Fact]
    public async Task K1_a_thousand_cold_readers_share_one_fetch()
    {
        _keys.Hangs();
        using var cache = _keys.Cache();
        var reads = new Task<ApiKeyVersion>[1_000];

        Parallel.For(0, reads.Length, i => reads[i] = cache.ReadAsync(Given.Cancellation).AsTask());
        Assert.All(reads, read => Assert.False(read.IsCompleted));
        _keys.Answers();

        Assert.All(await Task.WhenAll(reads), key => Assert.Equal(ScriptedKeys.One, key));
        Assert.Equal(1, _keys.Fetches);
    }

    [Fact]
    public async Task K2_a_fresh_key_is_not_fetched_and_a_stale_one_is_given_at_once()
    {
        using var cache = await _keys.WarmAsync();

        _keys.Time.Advance(ScriptedKeys.Times.TimeToLive * 0.89);
        Assert.True(cache.TryRead(out _));
        Assert.Equal(1, _keys.Fetches);

        _keys.Time.Advance(ScriptedKeys.Times.TimeToLive * 0.22);
        _keys.Hangs();
        Assert.True(cache.TryRead(out var stale));
        Assert.True(cache.TryRead(out _));
        _keys.Answers();
        await cache.Running;

        Assert.Equal(ScriptedKeys.One, stale);
        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task K2_processes_that_began_together_do_not_refresh_together()
    {
        using var cache = await _keys.WarmAsync();
        var ages = new HashSet<TimeSpan>();

        for (var refreshes = 0; refreshes < 5; refreshes++)
        {
            var (age, fetches) = (TimeSpan.Zero, _keys.Fetches);
            for (; _keys.Fetches == fetches; age += TimeSpan.FromSeconds(1))
            {
                _keys.Time.Advance(TimeSpan.FromSeconds(1));
                cache.TryRead(out _);
                await cache.Running;
            }

            Assert.InRange(age, ScriptedKeys.Times.TimeToLive * 0.89, ScriptedKeys.LongestTimeToLive + TimeSpan.FromSeconds(1));
            ages.Add(age);
        }

        Assert.True(ages.Count > 1);
    }

    [Fact]
    public async Task K5_one_secrets_fetch_keeps_no_other_waiting()
    {
        var slow = new ScriptedKeys();
        slow.Hangs();
        using var slowCache = slow.Cache();
        using var cache = await _keys.WarmAsync();

        var waiting = slowCache.ReadAsync(Given.Cancellation).AsTask();

        Assert.True(cache.TryRead(out _));
        Assert.False(waiting.IsCompleted);
        slow.Answers();
        await waiting;
    }

    [Fact]
    public async Task K6_a_caller_that_leaves_does_not_end_the_fetch_of_the_others()
    {
        _keys.Hangs();
        using var cache = _keys.Cache();
        using var leaving = new CancellationTokenSource();

        var first = cache.ReadAsync(leaving.Token).AsTask();
        var second = cache.ReadAsync(Given.Cancellation).AsTask();
        await leaving.CancelAsync();
        _keys.Answers();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(ScriptedKeys.One, await second);
        Assert.Equal(1, _keys.Fetches);
    }

    [Fact]
    public async Task K21_a_clock_set_back_makes_no_key_younger()
    {
        using var cache = await _keys.WarmAsync();

        _keys.Time.SetWallClock(_keys.Time.GetUtcNow().AddDays(-1));
        _keys.Time.Advance(ScriptedKeys.LongestTimeToLive);
        Assert.True(cache.TryRead(out _));
        await cache.Running;

        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task K21_a_sandbox_that_was_frozen_for_six_hours_refreshes_once()
    {
        using var cache = await _keys.WarmAsync();

        _keys.Time.SetWallClock(_keys.Time.GetUtcNow().AddHours(6));
        for (var i = 0; i < 100; i++)
        {
            Assert.True(cache.TryRead(out _));
            await cache.Running;
        }

        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task A_fetch_is_no_part_of_the_request_that_began_it()
    {
        var ambient = new AsyncLocal<string>();
        var seen = "nothing";
        using var source = new EgressKeySource("test", Read, ScriptedKeys.Times, _keys.Time, new Random(1), _keys.Meter);

        ambient.Value = "the first request's trace";
        await source.Cache.ReadAsync(Given.Cancellation);

        Assert.Null(seen);

        Task<ApiKeyVersion> Read(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            seen = ambient.Value;
            return Task.FromResult(ScriptedKeys.One);
        }
    }

    [Fact]
    public async Task K25_a_source_disposed_of_during_a_fetch_says_so()
    {
        _keys.Hangs();
        var cache = _keys.Cache();
        var waiting = cache.ReadAsync(Given.Cancellation).AsTask();

        cache.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Throws<ObjectDisposedException>(() => cache.TryRead(out _));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await cache.ReadAsync(Given.Cancellation));
    }

    [Fact]
    public async Task K27_reading_a_fresh_key_allocates_nothing()
    {
        using var cache = await _keys.WarmAsync();
        cache.TryRead(out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            cache.TryRead(out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
