using Egress.Admin.Calls;
using Egress.Admin.Tests.Simulation;

namespace Egress.Admin.Tests.Calls;

public sealed class PaceTests
{
    private readonly SkippingTimeProvider _time = new();

    [Fact]
    public async Task I9_after_a_burst_calls_keep_to_the_rate()
    {
        var pace = new Pace(_time, callsPerSecond: 4, burst: 8);

        Assert.Equal(TimeSpan.Zero, await TakeAsync(pace, 8));
        Assert.Equal(TimeSpan.FromSeconds(10), await TakeAsync(pace, 40));
    }

    [Fact]
    public async Task Rest_fills_the_burst_and_no_more()
    {
        var pace = new Pace(_time, callsPerSecond: 4, burst: 8);
        await TakeAsync(pace, 20);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.Zero, await TakeAsync(pace, 8));
        Assert.Equal(TimeSpan.FromSeconds(0.25), await TakeAsync(pace, 1));
    }

    private async Task<TimeSpan> TakeAsync(Pace pace, int calls)
    {
        var started = _time.GetUtcNow();
        for (var call = 0; call < calls; call++)
        {
            await pace.WaitAsync(CancellationToken.None);
        }

        return _time.GetUtcNow() - started;
    }
}
