namespace Egress.Simulation;

/// <summary>When the gateway's nodes last had something to learn of a value: that its key is there, enabled, attached or detached.</summary>
internal sealed class KeyHistory(SimulatedWorld world)
{
    private readonly Dictionary<string, (string State, DateTimeOffset At)> _seen = [];
    private int _changes = -1;

    public void Look()
    {
        if (_changes == world.Apis.Changes)
        {
            return;
        }

        _changes = world.Apis.Changes;
        foreach (var key in world.Apis.Keys)
        {
            var state = $"{key.Enabled} {string.Join(',', world.Apis.PlansOf(key.Id).Select(plan => plan.Id).Order(StringComparer.Ordinal))}";
            if (!_seen.TryGetValue(key.Value, out var known) || known.State != state)
            {
                _seen[key.Value] = (state, world.Clock.GetUtcNow());
            }
        }
    }

    public DateTimeOffset? ChangedAt(string value) => _seen.TryGetValue(value, out var known) ? known.At : null;
}
