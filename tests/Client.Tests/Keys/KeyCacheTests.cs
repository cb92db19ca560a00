using Egress.Client.Keys;

namespace Egress.Client.Tests.Keys;

/// <summary>The cases K1 to K25 of the key source's description, on time that the test moves.</summary>
public sealed class KeyCacheTests
{
    private static readonly TimeSpan Longest = ScriptedKeys.Times.TimeToLive * 1.1;

    private readonly ScriptedKeys _keys = new();

    [Fact]
    public async Task K1_a_thousand_cold_readers_share_one_fetch()
    {
        _keys.Hangs();
        using var cache = _keys.Cache();

        var reads = Enumerable.Range(0, 1_000).Select(_ => Task.Run(async () => cache.TryRead(out var key) ? key : await cache.ReadAsync(Given.Cancellation), Given.Cancellation)).ToList();
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
    public async Task K3_an_outage_is_not_felt_and_not_made_worse()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Fails();

        var minutes = 0;
        for (; minutes < 11 * 60; minutes++)
        {
            _keys.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.True(cache.TryRead(out var key));
            Assert.Equal(ScriptedKeys.One, key);
            await cache.Running;
        }

        Assert.InRange(_keys.Fetches, 100, minutes + 1);
    }

    [Fact]
    public async Task K3_failures_are_spaced_ever_further_apart()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Fails();
        _keys.Time.Advance(Longest);

        for (var tenths = 0; tenths < 300; tenths++)
        {
            Assert.True(cache.TryRead(out _));
            await cache.Running;
            _keys.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        // 0, 1, 3, 7, 15 s
        Assert.InRange(_keys.Fetches - 1, 4, 6);
    }

    [Fact]
    public async Task K4_a_key_too_old_is_the_last_resort()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Fails();
        _keys.Time.Advance(TimeSpan.FromHours(13));

        Assert.False(cache.TryRead(out _));
        Assert.Equal(ScriptedKeys.One, await cache.ReadAsync(Given.Cancellation));
        Assert.Equal(2, _keys.Fetches);
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
    public async Task K8_a_thousand_refusals_at_once_share_one_fetch_and_its_outcome()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Holds(ScriptedKeys.Two);
        _keys.Hangs();

        var replacements = Enumerable.Range(0, 1_000).Select(_ => Task.Run(async () => await cache.ReplaceAsync(ScriptedKeys.One, Given.Cancellation), Given.Cancellation)).ToList();
        _keys.Answers();

        Assert.All(await Task.WhenAll(replacements), replacement => Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: false), replacement));
        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task K9_where_nothing_is_newer_the_previous_key_is_the_replacement()
    {
        using var cache = await RotatedAsync();

        var replacement = await cache.ReplaceAsync(ScriptedKeys.Two, Given.Cancellation);

        Assert.Equal(new Replacement(ScriptedKeys.One, IsPrevious: true), replacement);
    }

    [Fact]
    public async Task K9_the_previous_key_is_no_replacement_once_its_time_is_over()
    {
        using var cache = await RotatedAsync();
        for (var hours = 0; hours < 13; hours++)
        {
            _keys.Time.Advance(TimeSpan.FromHours(1));
            cache.TryRead(out _);
            await cache.Running;
        }

        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.Two, Given.Cancellation));
    }

    [Fact]
    public async Task K10_K11_a_key_refused_for_good_is_fetched_ever_more_rarely()
    {
        using var cache = await _keys.WarmAsync();
        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.One, Given.Cancellation));
        Assert.Equal(2, _keys.Fetches);

        _keys.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.One, Given.Cancellation));
        Assert.Equal(2, _keys.Fetches);

        for (var tenths = 0; tenths < 6_000; tenths++)
        {
            _keys.Time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(cache.TryRead(out var key));
            await cache.Running;
            Assert.Null(await cache.ReplaceAsync(key, Given.Cancellation));
        }

        Assert.InRange(_keys.Fetches - 1, 8, 16);
    }

    [Fact]
    public async Task K20_a_cold_source_that_fails_says_why_and_does_not_loop()
    {
        _keys.Fails();
        using var cache = _keys.Cache();

        for (var i = 0; i < 100; i++)
        {
            var failure = await Assert.ThrowsAsync<EgressException>(async () => await cache.ReadAsync(Given.Cancellation));
            Assert.Equal(EgressReason.KeyUnavailable, failure.Reason);
            Assert.Contains("the store is down", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, _keys.Fetches);
        _keys.Holds(ScriptedKeys.One);
        _keys.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ScriptedKeys.One, await cache.ReadAsync(Given.Cancellation));
    }

    [Fact]
    public async Task K4_a_fetch_that_hangs_ends_by_its_own_timeout()
    {
        _keys.Hangs();
        using var cache = _keys.Cache();
        var waiting = cache.ReadAsync(Given.Cancellation).AsTask();
        while (_keys.Fetches == 0)
        {
            await Task.Yield();
        }

        _keys.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(EgressReason.KeyUnavailable, (await Assert.ThrowsAsync<EgressException>(() => waiting)).Reason);
    }

    [Fact]
    public async Task K21_a_clock_set_back_makes_no_key_younger()
    {
        using var cache = await _keys.WarmAsync();

        _keys.Time.SetWallClock(_keys.Time.GetUtcNow().AddDays(-1));
        _keys.Time.Advance(Longest);
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
    public async Task K22_K23_a_rollback_makes_the_old_key_current_and_the_new_one_previous()
    {
        using var cache = await RotatedAsync();
        _keys.Holds(ScriptedKeys.One);
        Assert.Equal(new Replacement(ScriptedKeys.One, IsPrevious: false), await cache.ReplaceAsync(ScriptedKeys.Two, Given.Cancellation));

        cache.Passed(ScriptedKeys.Two, "api.openai.com");
        Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: true), await cache.ReplaceAsync(ScriptedKeys.One, Given.Cancellation));
    }

    [Fact]
    public async Task K24_a_previous_key_that_was_refused_is_left_alone_for_a_minute()
    {
        using var cache = await RotatedAsync();
        cache.Refused(ScriptedKeys.One);

        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.Two, Given.Cancellation));
        _keys.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(await cache.ReplaceAsync(ScriptedKeys.Two, Given.Cancellation));
        cache.Refused(ScriptedKeys.One);
        cache.Passed(ScriptedKeys.One, "api.openai.com");
        Assert.NotNull(await cache.ReplaceAsync(ScriptedKeys.Two, Given.Cancellation));
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

    /// <summary>The first key was replaced by the second, as a rotation does it: neither was ever refused.</summary>
    private async Task<KeyCache> RotatedAsync()
    {
        var cache = await _keys.WarmAsync();
        _keys.Holds(ScriptedKeys.Two);
        _keys.Time.Advance(Longest);
        cache.TryRead(out _);
        await cache.Running;
        return cache;
    }
}
