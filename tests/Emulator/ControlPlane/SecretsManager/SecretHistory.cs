using System.Collections.Immutable;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>A secret's recent states, so that a late reader can be shown the past.</summary>
internal sealed class SecretHistory(Secret secret, DateTimeOffset since)
{
    private ImmutableList<(DateTimeOffset Since, Secret State)> _states = [(since, secret)];

    public Secret Present { get; private set; } = secret;

    /// <summary>Null: it did not exist yet.</summary>
    public Secret? AsOf(DateTimeOffset moment) => _states.LastOrDefault(state => state.Since <= moment).State;

    public void Add(Secret state, DateTimeOffset now, TimeSpan lag)
    {
        var forgotten = _states.FindLastIndex(old => old.Since <= now - lag);
        _states = _states.RemoveRange(0, Math.Max(0, forgotten)).Add((now, state));
        Present = state;
    }

    public void Touch(string versionId, DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (Present.LastAccessedDate != day || Present.Version(versionId)?.LastAccessedDate != day)
        {
            _states = [.. _states.Select(state => (state.Since, state.State.Touch(versionId, day)))];
            Present = _states[^1].State;
        }
    }
}
