namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// What ends a stream before its upstream does: whatever ends the call, fifteen minutes in all, and an upstream that is silent too long.
/// The clocks are wound when something is first waited for: most answers are small, and there at once.
/// </summary>
internal sealed class StreamCut(TimeProvider time, TimeSpan longestSilence, CancellationToken ending) : IAsyncDisposable
{
    private readonly CancellationTokenSource _cut = CancellationTokenSource.CreateLinkedTokenSource(ending);
    private readonly long _start = time.GetTimestamp();
    private ITimer? _longest;
    private ITimer? _silent;

    public CancellationToken Token => _cut.Token;

    /// <summary>Something is waited for.</summary>
    public void Begin() => _longest ??= Wind(TimeSpan.FromTicks(Math.Max(0, (GatewayLimits.LongestStream - time.GetElapsedTime(_start)).Ticks)));

    /// <summary>The upstream is waited for.</summary>
    public void Listen()
    {
        Begin();
        _silent ??= Wind(Timeout.InfiniteTimeSpan);
        _silent.Change(longestSilence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It has said something: a slow reader is not the upstream's silence.</summary>
    public void Heard() => _silent?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public async ValueTask DisposeAsync()
    {
        await (_longest?.DisposeAsync() ?? default);
        await (_silent?.DisposeAsync() ?? default);
        _cut.Dispose();
    }

    private ITimer Wind(TimeSpan due) => time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), _cut, due, Timeout.InfiniteTimeSpan);
}
