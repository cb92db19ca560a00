namespace Egress.Emulator.Gateway.Limits;

/// <summary>
/// Keys and plans that were forgotten a moment ago, when a call that was let in before may not have come to its count yet. Not thread-safe: the ledger's lock guards it.
/// </summary>
internal sealed class RecentlyGone(TimeProvider time)
{
    /// <summary>Far longer than a call takes from its key's check to its count.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    private readonly Queue<(long At, (string? PlanId, string? KeyId) Id)> _byTime = [];
    private readonly HashSet<(string? PlanId, string? KeyId)> _ids = [];

    public void Add(string? planId, string? keyId)
    {
        if (_ids.Add((planId, keyId)))
        {
            _byTime.Enqueue((time.GetTimestamp(), (planId, keyId)));
        }
    }

    public bool Has(string planId, string keyId)
    {
        while (_byTime.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Moment)
        {
            _ids.Remove(_byTime.Dequeue().Id);
        }

        return _ids.Count > 0 && (_ids.Contains((planId, null)) || _ids.Contains((null, keyId)));
    }
}
