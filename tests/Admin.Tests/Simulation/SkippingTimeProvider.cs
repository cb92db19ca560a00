using Egress.Testing;

namespace Egress.Admin.Tests.Simulation;

/// <summary>
/// For code that waits between real calls: a pause of up to a minute passes at once, and the clock moves on by it.
/// A longer timer is a deadline, and never comes.
/// </summary>
internal sealed class SkippingTimeProvider : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();

    /// <summary>The same time for those who must not skip: their timers fire when somebody's pause moves the clock past them.</summary>
    public ManualTimeProvider Clock { get; } = new();

    public override long TimestampFrequency => Clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Clock.GetUtcNow();

    public override long GetTimestamp() => Clock.GetTimestamp();

    public void Advance(TimeSpan by)
    {
        lock (_gate)
        {
            Clock.Advance(by);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = Clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestPause)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
