namespace Egress.Client.Tests.Keys;

/// <summary>What is read while the store does not answer: the cases of the key source's description by their ids.</summary>
public sealed class KeyCacheOutageTests
{
    private readonly ScriptedKeys _keys = new();

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
        _keys.Time.Advance(ScriptedKeys.LongestTimeToLive);

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
    public async Task K4_of_two_keys_too_old_the_one_that_was_not_refused_is_the_last_resort()
    {
        using var cache = await _keys.RotatedAsync();
        _keys.Fails();
        _keys.Time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(ScriptedKeys.Two, await cache.ReadAsync(Given.Cancellation));

        cache.Refused(ScriptedKeys.Two, "h.example");
        Assert.Equal(ScriptedKeys.One, await cache.ReadAsync(Given.Cancellation));

        cache.Refused(ScriptedKeys.One, "h.example");
        Assert.Equal(ScriptedKeys.Two, await cache.ReadAsync(Given.Cancellation));
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
    public async Task K20_after_a_warm_up_that_failed_the_first_request_asks_again_at_once()
    {
        _keys.Fails();
        using var source = _keys.Source();
        Assert.False(await source.WarmUpAsync(Given.Cancellation));
        _keys.Holds(ScriptedKeys.One);

        Assert.Equal(ScriptedKeys.One, await source.Cache.ReadAsync(Given.Cancellation));
    }

    [Fact]
    public async Task K20_warm_ups_that_fail_again_and_again_are_spaced_as_requests_are()
    {
        _keys.Fails();
        using var source = _keys.Source();

        for (var i = 0; i < 100; i++)
        {
            Assert.False(await source.WarmUpAsync(Given.Cancellation));
        }

        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task A_warm_up_whose_time_is_over_is_false_and_its_fetch_goes_on()
    {
        _keys.Hangs();
        using var source = _keys.Source();
        using var limit = new CancellationTokenSource();
        var warming = source.WarmUpAsync(limit.Token);
        await limit.CancelAsync();

        Assert.False(await warming);

        _keys.Answers();
        Assert.Equal(ScriptedKeys.One, await source.Cache.ReadAsync(Given.Cancellation));
        Assert.Equal(1, _keys.Fetches);
    }

    public static TheoryData<string, ApiKeyVersion> Nothing => new()
    {
        { "null", null! },
        { "a version of no key", new ApiKeyVersion(default, "v2") },
        { "a key of no version", new ApiKeyVersion(ScriptedKeys.Two.Key, null!) },
    };

    [Theory]
    [MemberData(nameof(Nothing))]
    public async Task K6_a_source_that_gives_nothing_has_failed(string because, ApiKeyVersion nothing)
    {
        using var cache = await _keys.WarmAsync();
        using var cold = _keys.Cache();
        _keys.Holds(nothing);
        _keys.Time.Advance(TimeSpan.FromHours(13));

        var last = await cache.ReadAsync(Given.Cancellation);
        var failure = await Record.ExceptionAsync(async () => await cold.ReadAsync(Given.Cancellation));

        Assert.True(last == ScriptedKeys.One, because);
        Assert.True(failure is EgressException { Reason: EgressReason.KeyUnavailable } && failure.Message.Contains("gave no key", StringComparison.Ordinal), $"{because}: {failure}");
    }
}
