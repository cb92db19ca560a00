namespace Egress.Client.Keys;

/// <summary>Counts replays that were refused in a row. An upstream that has learnt the mark could cause one for each of its requests, whenever the key passes elsewhere.</summary>
internal sealed class RefusedReplays
{
    private const int Hopeless = 3;

    private Row _row = new(null, 0);

    /// <summary>Three with this version, and none that passed.</summary>
    public bool AreHopeless(ApiKeyVersion version) => Volatile.Read(ref _row) is var row && row.Version == version && row.Count >= Hopeless;

    /// <summary>Two threads may count as one: what matters is that a long row is known as one.</summary>
    public void Ended(ApiKeyVersion version, bool isRefused)
    {
        var row = Volatile.Read(ref _row);
        Volatile.Write(ref _row, isRefused ? new Row(version, row.Version == version ? row.Count + 1 : 1) : new Row(null, 0));
    }

    private sealed record Row(ApiKeyVersion? Version, int Count);
}
