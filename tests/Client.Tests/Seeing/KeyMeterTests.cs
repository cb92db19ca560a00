using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Egress.Client.Keys;
using Egress.Client.Tests.Keys;

namespace Egress.Client.Tests.Seeing;

public sealed class KeyMeterTests
{
    private readonly ScriptedKeys _keys = new();
    private readonly ConcurrentQueue<string> _seen = new();

    [Fact]
    public async Task Each_fetch_is_counted_with_its_cause_and_result()
    {
        using var listener = Listen();
        using var cache = await _keys.RotatedAsync();
        await cache.ReplaceAsync(ScriptedKeys.Two, "h.example", Given.Cancellation);
        _keys.Fails();
        _keys.Time.Advance(ScriptedKeys.LongestTimeToLive);
        cache.TryRead(out _);
        await cache.Running;

        Assert.Equal(
            ["cause=cold result=changed", "cause=ttl result=changed", "cause=forced result=unchanged", "cause=ttl result=failed"],
            _seen.Select(line => line.Replace("egress.key.refresh 1 egress.key.source=scripted ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task K9_a_request_that_the_previous_key_brought_through_is_counted_as_such()
    {
        using var listener = Listen();
        using var cache = _keys.Cache();
        cache.Replayed(new Replacement(ScriptedKeys.Two, IsPrevious: false), "h.example", isRefused: false);
        cache.Replayed(new Replacement(ScriptedKeys.One, IsPrevious: true), "h.example", isRefused: true);
        Assert.DoesNotContain(_seen, line => line.StartsWith("egress.key.previous_used", StringComparison.Ordinal));

        cache.Replayed(new Replacement(ScriptedKeys.One, IsPrevious: true), "h.example", isRefused: false);

        Assert.Equal("egress.key.previous_used 1 egress.key.source=scripted", _seen.Last());
        Assert.Equal(
            ["with=new result=passed", "with=previous result=refused", "with=previous result=passed"],
            _seen.SkipLast(1).Select(line => line.Replace("egress.key.replay 1 egress.key.source=scripted ", "", StringComparison.Ordinal)));
        Assert.Equal(0, _keys.Fetches);
    }

    [Fact]
    public async Task K4_the_use_of_a_key_too_old_is_counted()
    {
        using var listener = Listen();
        using var cache = await _keys.WarmAsync();
        _keys.Fails();
        _keys.Time.Advance(TimeSpan.FromHours(13));

        await cache.ReadAsync(Given.Cancellation);

        Assert.Contains("egress.key.expired_use 1 egress.key.source=scripted", _seen);
    }

    [Fact]
    public async Task The_age_of_the_key_is_shown_from_the_first_fetch_until_the_source_is_closed()
    {
        using var listener = Listen();
        var source = _keys.Source();
        listener.RecordObservableInstruments();
        Assert.Empty(_seen);

        await source.WarmUpAsync(Given.Cancellation);
        _keys.Time.Advance(TimeSpan.FromSeconds(7));
        listener.RecordObservableInstruments();
        Assert.Equal("egress.key.age 7 egress.key.source=scripted", _seen.Last());

        source.Dispose();
        _seen.Clear();
        listener.RecordObservableInstruments();
        Assert.Empty(_seen);
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter == _keys.Meter)
                {
                    meters.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue(string.Join(' ', [instrument.Name, value.ToString(CultureInfo.InvariantCulture), .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]));
}
