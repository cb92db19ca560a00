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

    /// <summary>
    /// A fifth of the account's rate for one instance, with a burst that a whole rotation fits in (the account has 40). Nothing bounds the number of instances:
    /// reserving concurrency fails in an account that has only the first ten. What starts work does: one sweep at a time, stack events in the order
    /// of the deployment, and rotate-all, which begins rotations no faster than two calls a second serve. The sum stays at four of the account's ten.
    /// </summary>
    public static Pace OfManagement(TimeProvider time) => new(time, callsPerSecond: 2, burst: 30);

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
