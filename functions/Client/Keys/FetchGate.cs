namespace Egress.Client.Keys;

/// <summary>Closes after a fetch that brought nothing, for a time that doubles; one that brought something opens it.</summary>
internal sealed class FetchGate(Backoff backoff, TimeProvider time)
{
    private Closed? _closed;

    public bool IsOpen => Volatile.Read(ref _closed) is not { } closed || Moment.Now(time).Since(closed.At, time) >= closed.For;

    /// <summary>Not for two threads at once.</summary>
    public void Landed(bool isUseful)
    {
        if (isUseful)
        {
            backoff.Reset();
        }

        Volatile.Write(ref _closed, isUseful ? null : new Closed(Moment.Now(time), backoff.Next()));
    }

    private sealed record Closed(Moment At, TimeSpan For);
}
