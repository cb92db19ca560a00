using System.Diagnostics.Metrics;

namespace Egress.Client.Tests;

public sealed class EgressHandlerTests
{
    private static readonly EgressOptions Options = new() { GatewayUrl = "https://gateway.example", ApiId = "abcde12345", Mark = "mark-of-the-stack", SecretId = "app" };

    [Fact]
    public void K25_a_handler_closes_the_source_that_it_made()
    {
        var handler = new EgressHandler(Options);

        handler.Dispose();

        Assert.Throws<ObjectDisposedException>(() => handler.Keys.Cache.TryRead(out _));
    }

    [Fact]
    public async Task K25_a_handler_leaves_the_source_open_that_it_was_given()
    {
        using var source = EgressKeySource.FromValue(Given.Key);

        new EgressHandler(Options, source).Dispose();

        Assert.True(await source.WarmUpAsync(Given.Cancellation));
    }

    [Fact]
    public void A_source_closes_what_was_made_for_it()
    {
        var instruments = 0;
        using var meter = new Meter("owned");
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter == meter)
                {
                    instruments++;
                    meters.EnableMeasurementEvents(instrument);
                }
            },
            MeasurementsCompleted = (instrument, _) => instruments -= instrument.Meter == meter ? 1 : 0,
        };
        listener.Start();
        var source = EgressKeySource.FromSecretsManager(Options, createClient: null, TimeProvider.System, meter, owned: meter);
        Assert.NotEqual(0, instruments);

        source.Dispose();

        Assert.Equal(0, instruments);
    }

    [Fact]
    public void K25_closing_twice_is_closing_once()
    {
        var source = EgressKeySource.FromValue(Given.Key);
        var handler = new EgressHandler(Options);

        Assert.Null(Record.Exception(() =>
        {
            source.Dispose();
            source.Dispose();
            handler.Dispose();
            handler.Dispose();
        }));
    }
}
