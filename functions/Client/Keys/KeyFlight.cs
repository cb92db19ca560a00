namespace Egress.Client.Keys;

/// <summary>
/// One fetch at a time. Whoever comes while it runs joins it; whoever leaves does not stop it. It ends by its own timeout, or with the source.
/// It runs apart from the request that started it: neither its trace nor its cancellation are that request's.
/// </summary>
internal sealed class KeyFlight(Func<CancellationToken, Task<ApiKeyVersion>> read, TimeSpan timeout, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private int _isDisposed;

    public Task<FetchOutcome> Start(Action<FetchOutcome> onLanding)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => FlyAsync(onLanding));
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _disposed.Cancel();
            _disposed.Dispose();
        }
    }

    private async Task<FetchOutcome> FlyAsync(Action<FetchOutcome> onLanding)
    {
        var outcome = await FetchAsync().ConfigureAwait(false);
        onLanding(outcome);
        return outcome;
    }

    // Whatever the store or its SDK throws, the last good key stays in use: no failure of a fetch may escape.
    private async Task<FetchOutcome> FetchAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _disposed.Token);
            var fetched = await read(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return fetched is { Key.IsEmpty: false, VersionId: not null } ? new FetchOutcome(fetched, null) : throw new InvalidOperationException("The source gave no key. Expected an ApiKeyVersion with a key and the id of its version: let the function throw where it has none.");
        }
        catch (Exception failure)
        {
            return new FetchOutcome(null, failure);
        }
    }
}
