namespace Egress.Emulator.Gateway.Limits;

/// <summary>A token bucket: full at first, never above its burst, never below zero. The limit comes with each call, since a plan may be changed at any time.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private double? _tokens;
    private TimeSpan _filledAt;

    /// <summary>Takes one token if there is one. <paramref name="now"/> is a monotonic reading; one that steps back adds nothing.</summary>
    public bool TryTake(ThrottleLimit limit, TimeSpan now)
    {
        lock (_lock)
        {
            var elapsed = now > _filledAt ? now - _filledAt : TimeSpan.Zero;
            var tokens = Math.Min(limit.Burst, _tokens is { } left ? left + (elapsed.TotalSeconds * limit.RatePerSecond) : limit.Burst);
            _filledAt = now > _filledAt ? now : _filledAt;
            _tokens = tokens >= 1 ? tokens - 1 : tokens;
            return tokens >= 1;
        }
    }
}
