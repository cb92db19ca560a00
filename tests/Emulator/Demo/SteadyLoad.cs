namespace Egress.Emulator.Demo;

/// <summary>A few callers, each calling again a moment after its last answer, and a count of what they got.</summary>
internal sealed class SteadyLoad(Func<CancellationToken, Task<string?>> call, int callers, TimeSpan pause, TimeProvider time)
{
    private int _calls;
    private int _failed;
    private string? _firstFailure;

    public int Calls => Volatile.Read(ref _calls);
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>What the first failed call said; null while none has failed.</summary>
    public string? FirstFailure => Volatile.Read(ref _firstFailure);

    /// <summary>Runs until stopped; calls that are under way then are finished and counted. A call that throws ends its caller, and the load ends with what it threw.</summary>
    public Task RunAsync(CancellationToken stop, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAgainAndAgainAsync(stop, cancellationToken)));

    private async Task CallAgainAndAgainAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            var failure = await call(cancellationToken);
            Interlocked.Increment(ref _calls);
            if (failure is not null)
            {
                Interlocked.Increment(ref _failed);
                Interlocked.CompareExchange(ref _firstFailure, failure, null);
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
