namespace Egress.Emulator.ControlPlane;

/// <summary>Tokens flow in at a rate and pile up to a burst; a call takes one.</summary>
internal sealed class TokenBucket(TokenBucket.Rate rate, DateTimeOffset now)
{
    private double _tokens = rate.Burst;
    private DateTimeOffset _filled = now;

    public bool TryTake(DateTimeOffset now)
    {
        _tokens = Math.Min(rate.Burst, _tokens + (Math.Max(0, (now - _filled).TotalSeconds) * rate.PerSecond));
        _filled = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    internal readonly record struct Rate(double PerSecond, int Burst);
}
