namespace Egress.Client.Keys;

/// <summary>How rarely refusals lead to fetches. A refusal by an upstream that is not granted says nothing of the key: it has a gate of its own, and does not keep others from asking for a new one.</summary>
internal sealed class ForcedGates(Random random, TimeProvider time)
{
    private readonly FetchGate _refused = new(new Backoff(TimeSpan.FromSeconds(5), random), time);
    private readonly FetchGate _ungranted = new(new Backoff(TimeSpan.FromSeconds(5), random), time);

    public FetchGate Of(bool isGranted) => isGranted ? _refused : _ungranted;

    /// <summary>Another key opens both, whoever asked for it; the same one closes the gate of whoever did. Not for two threads at once.</summary>
    public void Landed(FetchGate? asked, bool isChanged)
    {
        if (isChanged)
        {
            _refused.Landed(isUseful: true);
            _ungranted.Landed(isUseful: true);
        }
        else
        {
            asked?.Landed(isUseful: false);
        }
    }
}
