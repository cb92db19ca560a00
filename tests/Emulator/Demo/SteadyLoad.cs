namespace Egress.Emulator.Demo;

/// <summary>Calls again and again at a steady rate, whatever the answers, and counts them. A call that is still running does not hold up the next.</summary>
internal sealed class SteadyLoad(Func<CancellationToken, Task<string?>> call, TimeSpan interval, TimeProvider time)
{
    private readonly List<Task> _running = [];
    private int _calls;
    private int _failed;
    private string? _firstFailure;

    public int Calls => Volatile.Read(ref _calls);
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>What the first failed call said; null while none has failed.</summary>
    public string? FirstFailure => Volatile.Read(ref _firstFailure);

    /// <summary>Runs until stopped, then waits for the calls that are under way.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                _running.Add(CallAsync(cancellationToken));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(_running);
        }
    }

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        var failure = await call(cancellationToken);
        Interlocked.Increment(ref _calls);
        if (failure is not null)
        {
            Interlocked.Increment(ref _failed);
            Interlocked.CompareExchange(ref _firstFailure, failure, null);
        }
    }
}
