using Egress.Client.Keys;

namespace Egress.Client.Tests.Keys;

/// <summary>What takes a refused key's place: the cases of the key source's description by their ids.</summary>
public sealed class KeyCacheReplacementTests
{
    private readonly ScriptedKeys _keys = new();

    [Fact]
    public async Task K8_a_thousand_refusals_at_once_share_one_fetch_and_its_outcome()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Holds(ScriptedKeys.Two);
        _keys.Hangs();
        var replacements = new Task<Replacement?>[1_000];

        Parallel.For(0, replacements.Length, i => replacements[i] = cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation).AsTask());
        Assert.All(replacements, replacement => Assert.False(replacement.IsCompleted));
        _keys.Answers();

        Assert.All(await Task.WhenAll(replacements), replacement => Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: false), replacement));
        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task K8_a_refusal_that_is_late_finds_the_newer_key_and_fetches_nothing()
    {
        using var cache = await _keys.RotatedAsync();

        Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: false), await cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation));
        Assert.True(cache.Refresh(ScriptedKeys.One, "h.example"));

        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task K8_a_fetch_that_began_before_the_refusal_does_not_stand_for_one_that_begins_now()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Hangs();
        _keys.Time.Advance(ScriptedKeys.LongestTimeToLive);
        _keys.HoldsInTurn(ScriptedKeys.One, ScriptedKeys.Two);
        Assert.True(cache.TryRead(out _));

        var replacing = cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation).AsTask();
        _keys.Answers();

        Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: false), await replacing);
        Assert.Equal(3, _keys.Fetches);
    }

    [Fact]
    public async Task K8_a_fetch_under_way_that_brings_the_newer_key_is_enough()
    {
        using var cache = await _keys.WarmAsync();
        _keys.Hangs();
        _keys.Time.Advance(ScriptedKeys.LongestTimeToLive);
        _keys.Holds(ScriptedKeys.Two);
        Assert.True(cache.TryRead(out _));

        var replacing = cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation).AsTask();
        _keys.Answers();

        Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: false), await replacing);
        Assert.Equal(2, _keys.Fetches);
    }

    [Fact]
    public async Task K9_where_nothing_is_newer_the_previous_key_is_the_replacement()
    {
        using var cache = await _keys.RotatedAsync();

        var replacement = await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation);

        Assert.Equal(new Replacement(ScriptedKeys.One, IsPrevious: true), replacement);
    }

    [Fact]
    public async Task K9_the_previous_key_is_no_replacement_once_its_time_is_over()
    {
        using var cache = await _keys.RotatedAsync();
        for (var hours = 0; hours < 13; hours++)
        {
            _keys.Time.Advance(TimeSpan.FromHours(1));
            cache.TryRead(out _);
            await cache.Running;
        }

        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
    }

    [Fact]
    public async Task K10_K11_a_key_refused_for_good_is_fetched_ever_more_rarely()
    {
        using var cache = await _keys.WarmAsync();
        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation));
        Assert.Equal(2, _keys.Fetches);

        _keys.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation));
        Assert.Equal(2, _keys.Fetches);

        for (var tenths = 0; tenths < 6_000; tenths++)
        {
            _keys.Time.Advance(TimeSpan.FromMilliseconds(100));
            Assert.True(cache.TryRead(out var key));
            await cache.Running;
            Assert.Null(await cache.ReplaceAsync(key, "h.example", Given.Cancellation));
        }

        Assert.InRange(_keys.Fetches - 1, 8, 16);
    }

    [Fact]
    public async Task K13_replays_that_are_refused_three_times_in_a_row_wait_for_the_next_fetch_even_if_the_key_passes_elsewhere()
    {
        using var cache = await _keys.RotatedAsync();
        var previous = new Replacement(ScriptedKeys.One, IsPrevious: true);

        for (var replays = 0; replays < 3; replays++)
        {
            Assert.Equal(previous, await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
            cache.Replayed(previous, "h.example", isRefused: true);
            cache.Passed(ScriptedKeys.One, "elsewhere.example");
        }

        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
        _keys.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(previous, await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
        cache.Replayed(previous, "h.example", isRefused: false);
        Assert.Equal(previous, await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
    }

    [Fact]
    public async Task K22_K23_a_rollback_makes_the_old_key_current_and_the_new_one_previous()
    {
        using var cache = await _keys.RotatedAsync();
        _keys.Holds(ScriptedKeys.One);
        Assert.Equal(new Replacement(ScriptedKeys.One, IsPrevious: false), await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));

        cache.Passed(ScriptedKeys.Two, "api.openai.com");
        Assert.Equal(new Replacement(ScriptedKeys.Two, IsPrevious: true), await cache.ReplaceAsync(ScriptedKeys.One, "h.example", Given.Cancellation));
    }

    [Fact]
    public async Task K24_a_previous_key_that_was_refused_is_left_alone_for_a_minute()
    {
        using var cache = await _keys.RotatedAsync();
        cache.Refused(ScriptedKeys.One, "h.example");

        Assert.Null(await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
        _keys.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
        cache.Refused(ScriptedKeys.One, "h.example");
        cache.Passed(ScriptedKeys.One, "api.openai.com");
        Assert.NotNull(await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation));
    }
}
