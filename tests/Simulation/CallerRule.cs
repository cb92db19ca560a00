namespace Egress.Simulation;

/// <summary>
/// I11, for each kind of caller by its own rule: who may be refused, with which value, and for how long. Our client never is. What an operator asked for,
/// and what a hand did, is for <see cref="Disturbances.Excuse"/>.
/// </summary>
internal sealed class CallerRule(SimulatedWorld world, Invariants invariants, SimulationOptions options)
{
    private readonly KeyHistory _history = new(world);

    /// <summary>After every event.</summary>
    public void Look() => _history.Look();

    /// <summary>Why this refusal is no failure of Admin's; null when it is one.</summary>
    public string? Pardon(CallerKind kind, string value)
    {
        var now = world.Clock.GetUtcNow();
        if (kind.KeepsPrevious)
        {
            return null; // newer, or the one before: it always has a way
        }

        // One that reads when it is refused has what is current now. The others hold on to what they have, as long as they may.
        var mayHold = !kind.ReadsWhenRefused && !(now - invariants.LostAt(value) > kind.TimeToLive + options.SecretsLag);
        return mayHold && invariants.Revoked.Contains(value) ? "holds a revoked value"
            : mayHold && invariants.Damaged.Contains(value) ? "holds a value whose key a hand took"
            : kind.TimeToLive is null && !invariants.IsOwed(value) ? "outlived the grace"
            : now - _history.ChangedAt(value) <= options.Propagation ? "met a node slower than the proof"
            : null;
    }
}
