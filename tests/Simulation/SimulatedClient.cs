using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;
using Egress.Testing;

namespace Egress.Simulation;

/// <summary>
/// A caller by the rules of its kind. Our client's: a fresh key is used at once; a stale one too, while it is read anew; a refused one is replaced by what is
/// newer, or by the one before, and the request sent once more. Never a third time.
/// </summary>
internal sealed class SimulatedClient(SecretStore secrets, string secretId, GatewayNodes nodes, UsageLedger usage, ManualTimeProvider clock, CallerKind kind)
{
    private static readonly TimeSpan BadFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, DateTimeOffset> _bad = [];
    private string? _current;
    private string? _version;
    private string? _previous;
    private DateTimeOffset _previousUntil;
    private DateTimeOffset _fetched;
    private DateTimeOffset _noReadingBefore;
    private TimeSpan _pause;

    public CallerKind Kind => kind;
    public int Calls { get; private set; }
    public int Answered { get; private set; }
    public int Replays { get; private set; }

    /// <summary>The value that was refused last.</summary>
    public string? Refused { get; private set; }

    /// <summary>True when the upstream answered.</summary>
    public bool Call(string upstream)
    {
        Calls++;
        var age = clock.GetUtcNow() - _fetched;
        var isStale = kind.TimeToLive is { } timeToLive && age >= timeToLive;
        if (_current is null || (isStale && !(age < kind.MaxStale)))
        {
            Fetch();
            isStale = false;
        }

        var sent = _current!;
        var isAnswered = Send(upstream, sent) || (kind.ReadsWhenRefused && SendAgain(upstream, sent));
        if (isStale)
        {
            Fetch(); // what the request did not wait for
        }

        return isAnswered;
    }

    /// <summary>Its process begins anew.</summary>
    public void Restart() => (_current, _previous) = (null, null);

    private bool SendAgain(string upstream, string sent)
    {
        _bad[sent] = clock.GetUtcNow();
        if (!kind.KeepsPrevious || clock.GetUtcNow() >= _noReadingBefore)
        {
            var version = _version;
            Fetch();
            _pause = _version != version ? TimeSpan.Zero : _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            _noReadingBefore = clock.GetUtcNow() + _pause;
        }

        var isPreviousGood = kind.KeepsPrevious && _previous is { } previous && clock.GetUtcNow() < _previousUntil && !IsBad(previous);
        var replacement = _current != sent || !kind.KeepsPrevious ? _current : isPreviousGood ? _previous : null;
        Replays++;
        return replacement is not null && Send(upstream, replacement);
    }

    private bool IsBad(string value) => _bad.TryGetValue(value, out var since) && clock.GetUtcNow() - since < BadFor;

    private void Fetch()
    {
        if (secrets.Lagging(secretId).VersionOf("AWSCURRENT") is not { Value.Text: { } text } version)
        {
            return;
        }

        var value = version.Id == _version && _current is not null ? _current : (string)System.Text.Json.Nodes.JsonNode.Parse(text)!["apiKey"]!;
        _version = version.Id;
        if (value != _current && _current is not null)
        {
            (_previous, _previousUntil) = (_current, clock.GetUtcNow() + (kind.MaxStale ?? TimeSpan.Zero));
        }

        (_current, _fetched) = (value, clock.GetUtcNow());
    }

    private bool Send(string upstream, string value)
    {
        if (nodes.Pick().Find(DeployedStack.ApiId, upstream.Replace('.', '_'), value) is not { } grant || !usage.TryCount(grant.PlanId, grant.KeyId, grant.Quota))
        {
            Refused = value;
            return false;
        }

        _bad.Remove(value);
        Answered++;
        return true;
    }
}
