namespace Egress.Emulator.Gateway.Limits;

/// <summary>A token bucket: full at first, never above its burst, never below zero. The limit comes with each call, since a plan may be changed at any time.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _lock = new();
    private double? _tokens;
    private ThrottleLimit? _limit;
    private bool _isRetired;
    private TimeSpan _filledAt;

    /// <summary>Takes one token if there is one. <paramref name="now"/> is a monotonic reading; one that steps back adds nothing.</summary>
    public bool TryTake(ThrottleLimit limit, TimeSpan now) => TryTakeUnlessRetired(limit, now) ?? throw new InvalidOperationException("The bucket is retired.");

    /// <summary>Null: another bucket has to be asked.</summary>
    public bool? TryTakeUnlessRetired(ThrottleLimit limit, TimeSpan now)
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return null;
            }

            var tokens = Tokens(limit, now);
            _filledAt = now > _filledAt ? now : _filledAt;
            _tokens = tokens >= 1 ? tokens - 1 : tokens;
            _limit = limit;
            return tokens >= 1;
        }
    }

    /// <summary>A full bucket is no other than a new one, so it need not be kept.</summary>
    public bool TryRetire(TimeSpan now)
    {
        lock (_lock)
        {
            return _isRetired |= _limit is { } limit && Tokens(limit, now) >= limit.Burst;
        }
    }

    private double Tokens(ThrottleLimit limit, TimeSpan now)
    {
        var elapsed = now > _filledAt ? now - _filledAt : TimeSpan.Zero;
        return Math.Min(limit.Burst, _tokens is { } left ? left + (elapsed.TotalSeconds * limit.RatePerSecond) : limit.Burst);
    }
}
