namespace Egress.Emulator.Gateway;

/// <summary>Counts the requests of one connection; the listener puts it among the connection's features.</summary>
internal sealed class ConnectionUse
{
    private int _requests;

    public int Count() => Interlocked.Increment(ref _requests);
}
