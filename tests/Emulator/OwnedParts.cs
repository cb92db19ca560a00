namespace Egress.Emulator;

/// <summary>What is to be ended with its owner, the last part first.</summary>
internal sealed class OwnedParts : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> _endings = new();

    public T Own<T>(T part)
    {
        _endings.Push(part is IAsyncDisposable ending ? ending.DisposeAsync : Ending((IDisposable)part!));
        return part;
    }

    /// <summary>Work that uses the parts before it: these end when it has, whether it succeeds or not.</summary>
    public Task<T> Own<T>(Task<T> work)
    {
        _endings.Push(async () => await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        return work;
    }

    private static Func<ValueTask> Ending(IDisposable part) => () =>
    {
        part.Dispose();
        return ValueTask.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        while (_endings.TryPop(out var end))
        {
            await end();
        }
    }
}
