namespace Egress.Testing;

/// <summary>Time that moves only when a test says so. Timers fire in the order of their due times, on the thread that advances.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<ManualTimer, (DateTimeOffset Due, long Order)> _timers = new();
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _start = start;
    private DateTimeOffset _now = start;
    private TimeSpan _wallClockOffset;
    private long _order;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Timers that wait for time to pass. Where code under test runs on threads of its own, a test waits for one before it advances.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.UnorderedItems.Count(timer => timer.Element.Due == timer.Priority.Due);
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now + _wallClockOffset;
        }
    }

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return (_now - _start).Ticks;
        }
    }

    /// <summary>Sets the wall clock, and it alone: timestamps and timers go on as they were.</summary>
    public void SetWallClock(DateTimeOffset now)
    {
        lock (_lock)
        {
            _wallClockOffset = now - _now;
        }
    }

    /// <summary>Moves time forward, firing each timer that falls due at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = _start + TimeSpan.FromTicks(GetTimestamp()) + by;
        while (NextDue(until) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = until > _now ? until : _now; // a timer's callback may have advanced time further
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            timer.Due = _now + dueTime;
            _timers.Enqueue(timer, (timer.Due.Value, _order++));
        }
    }

    private ManualTimer? NextDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            while (_timers.TryPeek(out var timer, out var key) && key.Due <= until)
            {
                _timers.Dequeue();
                if (timer.Due == key.Due)
                {
                    _now = key.Due > _now ? key.Due : _now;
                    timer.Due = null;
                    return timer;
                }
            }

            return null;
        }
    }
}
