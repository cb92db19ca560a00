using System.Diagnostics;
using System.Diagnostics.Metrics;
using Egress.Client.Keys;

namespace Egress.Client.Seeing;

/// <summary>What happens to one source's key, in numbers. No tag holds a key, or anything of which there are many: versions are on the spans.</summary>
internal sealed class KeyMeter(Meter meter, string source)
{
    public const string Name = "Egress.Client";

    private readonly KeyValuePair<string, object?> _source = new("egress.key.source", source);
    private readonly Counter<long> _refreshes = meter.CreateCounter<long>("egress.key.refresh", "{fetch}", "Fetches of the key, by cause and result.");
    private readonly Counter<long> _replays = meter.CreateCounter<long>("egress.key.replay", "{request}", "Requests sent once more after their key was refused.");
    private readonly Counter<long> _previousUses = meter.CreateCounter<long>("egress.key.previous_used", "{request}", "Requests that only the previous key brought through: a gateway node did not know the new one yet.");
    private readonly Counter<long> _expiredUses = meter.CreateCounter<long>("egress.key.expired_use", "{read}", "Reads of a key too old, as no other could be fetched.");

    /// <summary>Reports the key's age whenever a listener asks; nothing while there is no key.</summary>
    public void Watch(Func<TimeSpan?> age) => meter.CreateObservableGauge<double>(
        "egress.key.age", () => age() is { } found ? [new Measurement<double>(found.TotalSeconds, _source)] : [], "s", "Time since the key was fetched.");

    public void Refreshed(FetchCause cause, Exception? failure, bool isChanged)
    {
        var result = failure is not null ? "failed" : isChanged ? "changed" : "unchanged";
        _refreshes.Add(1, _source, new("cause", NameOf(cause)), new("result", result));
    }

    public void Replayed(Replacement replacement, bool isRefused)
    {
        var with = replacement.IsPrevious ? "previous" : "new";
        _replays.Add(1, _source, new("with", with), new("result", isRefused ? "refused" : "passed"));
        if (replacement.IsPrevious && !isRefused)
        {
            _previousUses.Add(1, _source);
        }
    }

    public void ExpiredUse() => _expiredUses.Add(1, _source);

    private static string NameOf(FetchCause cause) => cause switch
    {
        FetchCause.WarmUp or FetchCause.Cold => "cold",
        FetchCause.TimeToLive => "ttl",
        FetchCause.Forced => "forced",
        _ => throw new UnreachableException(),
    };
}
