using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;
using Egress.Testing;

namespace Egress.Simulation;

/// <summary>
/// A caller by the client's own rules: a fresh key is used at once; a stale one too, while one refresh runs; a refused one is replaced by what is
/// newer, or by the one before, and the request sent once more. Never a third time.
/// </summary>
internal sealed class SimulatedClient(SecretStore secrets, string secretId, GatewayNodes nodes, UsageLedger usage, ManualTimeProvider clock, TimeSpan timeToLive)
{
    private static readonly TimeSpan BadFor = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, DateTimeOffset> _bad = [];
    private string? _current;
    private string? _version;
    private string? _previous;
    private DateTimeOffset _fetched;

    /// <summary>False: a stock cache, which learns of a new key only when its old one has expired.</summary>
    public bool SendsTwice { get; init; } = true;

    public int Calls { get; private set; }
    public int Answered { get; private set; }
    public int Replays { get; private set; }

    /// <summary>True when the upstream answered.</summary>
    public bool Call(string upstream)
    {
        Calls++;
        if (_current is null || clock.GetUtcNow() - _fetched >= timeToLive)
        {
            Fetch();
        }

        var sent = _current!;
        if (Send(upstream, sent))
        {
            return true;
        }

        if (!SendsTwice)
        {
            return false;
        }

        _bad[sent] = clock.GetUtcNow();
        Fetch();
        var replacement = _current != sent ? _current : _previous is { } previous && !IsBad(previous) ? previous : null;
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

        var value = version.Id == _version ? _current! : (string)System.Text.Json.Nodes.JsonNode.Parse(text)!["apiKey"]!;
        _version = version.Id;
        (_previous, _current, _fetched) = (value == _current ? _previous : _current, value, clock.GetUtcNow());
    }

    private bool Send(string upstream, string value)
    {
        if (nodes.Pick().Find(DeployedStack.ApiId, upstream.Replace('.', '_'), value) is not { } grant)
        {
            return false;
        }

        if (!usage.TryCount(grant.PlanId, grant.KeyId, grant.Quota))
        {
            return false;
        }

        _bad.Remove(value);
        Answered++;
        return true;
    }
}
