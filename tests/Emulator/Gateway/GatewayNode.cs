namespace Egress.Emulator.Gateway;

/// <summary>One node: changes reach it in the order in which they were sent, each no sooner than its own delay says. However many are on their way, one timer waits for the next of them.</summary>
internal sealed class GatewayNode(TimeProvider time) : IDisposable
{
    private readonly Queue<(TimeSpan Due, NodeChange Change)> _pending = [];
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private volatile NodeTable _table = NodeTable.Empty;
    private TimeSpan _lastDue;
    private ITimer? _timer;
    private bool _isClosed;

    public NodeTable Table => _table;

    public void Send(NodeChange change, TimeSpan delay)
    {
        bool isAwaited;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            _lastDue = now + delay > _lastDue ? now + delay : _lastDue;
            _pending.Enqueue((_lastDue, change));
            isAwaited = _pending.Count > 1 && _lastDue > now;
        }

        if (!isAwaited)
        {
            Receive();
        }
    }

    /// <summary>Past whatever is on its way.</summary>
    public void Settle(Func<NodeTable, NodeTable> change)
    {
        lock (_lock)
        {
            _table = change(_table);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _pending.Clear();
            _timer?.Dispose();
        }
    }

    private void Receive()
    {
        while (Next() is { } change)
        {
            change.Arrived(); // outside the lock: others act on it
        }
    }

    private NodeChange? Next()
    {
        lock (_lock)
        {
            if (_isClosed || !_pending.TryPeek(out var next))
            {
                return null;
            }

            if (next.Due - time.GetElapsedTime(_start) is { Ticks: > 0 } wait)
            {
                WakeAfter(wait);
                return null;
            }

            _pending.Dequeue();
            _table = next.Change.Apply(_table);
            return next.Change;
        }
    }

    // Timers count whole milliseconds: one that fires early would only have to be set again.
    private void WakeAfter(TimeSpan wait)
    {
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer ??= time.CreateTimer(_ => Receive(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(rounded, Timeout.InfiniteTimeSpan);
    }
}
