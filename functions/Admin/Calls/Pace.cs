namespace Egress.Admin.Calls;

/// <summary>
/// Keeps calls below a rate. API Gateway's management API allows 10 calls a second for the whole account and Region, shared with every
/// deployment in it; CreateApiKey and DeleteApiKey 5 each (Quotas for configuring and running a REST API).
/// </summary>
internal sealed class Pace(TimeProvider time, double callsPerSecond, int burst)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / callsPerSecond);
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();

    /// <summary>When the bucket is full again: it is that far from full as this is from now.</summary>
    private TimeSpan _full;

    /// <summary>Room for every other part of the account, and for one more instance of this function.</summary>
    public static Pace OfManagement(TimeProvider time) => new(time, callsPerSecond: 4, burst: 8);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (Reserve() is { } pause && pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private TimeSpan Reserve()
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_started);
            _full = (_full > now ? _full : now) + _interval;
            return _full - now - (_interval * burst);
        }
    }
}
