using System.Text.Json.Nodes;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Usage;

namespace Egress.Admin.Operators;

/// <summary>Calls per consumer, upstream and day, over all keys of the consumer. AWS counts half an hour late; what deleted keys used is gone. It only reads.</summary>
internal sealed class UsageVerb(KeyStore keys, PlanStore plans, UsageStore usage, AdminOptions options, TimeProvider time) : IVerb
{
    private const int MostRows = 40_000; // of up to 150 characters: Lambda's answer has at most 6 MB

    public string Name => "usage";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var to = OperatorRules.Day(run.Request.To) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var from = OperatorRules.Day(run.Request.From) ?? to.AddDays(-6);
        if (to < from || to.DayNumber - from.DayNumber >= 90)
        {
            throw new RefusedException("from and to are no interval of 1 to 90 days; to is today if absent, from six days before to.");
        }

        var consumers = await ConsumersByKeyAsync(run.Request.Consumer, cancellationToken);
        var counts = new SortedDictionary<(string Consumer, string Upstream, DateOnly Day), long>();
        foreach (var plan in (await plans.ListOursAsync(cancellationToken)).Where(plan => run.Request.Upstream is not { } host || plan.Stages.Contains(Upstream.StageOf(host))))
        {
            var upstream = string.Join(',', plan.Stages.Select(Upstream.HostOf));
            foreach (var (key, days) in await ReadAsync(plan, consumers, run.Request.Consumer is not null, from, to, cancellationToken))
            {
                foreach (var day in days.Where(day => day.Used > 0))
                {
                    var entry = (consumers[key], upstream, day.Day);
                    counts[entry] = counts.GetValueOrDefault(entry) + day.Used;
                }
            }
        }

        if (counts.Count > MostRows)
        {
            throw new RefusedException($"The answer would have {counts.Count} rows, and {MostRows} go into one. Ask for fewer days with from and to, or for one upstream or consumer.");
        }

        var rows = counts.Select(count => (JsonNode)new JsonObject
        {
            ["consumer"] = count.Key.Consumer,
            ["upstream"] = count.Key.Upstream,
            ["day"] = count.Key.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["calls"] = count.Value,
        }).ToArray();
        return new JsonObject { ["action"] = Name, ["outcome"] = $"{counts.Values.Sum()} calls", ["usage"] = new JsonArray(rows) };
    }

    /// <summary>Of one consumer key by key; of all a whole plan by pages, which at two calls a second is the only way to thousands of keys within the function's time.</summary>
    private async Task<IEnumerable<(string Key, IReadOnlyList<UsageDay> Days)>> ReadAsync(UsagePlan plan, Dictionary<string, string> consumers, bool isOfOne, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (!isOfOne)
        {
            return (await usage.ReadAllAsync(plan.Id, from, to, cancellationToken)).Where(entry => consumers.ContainsKey(entry.Key));
        }

        var read = new List<(string, IReadOnlyList<UsageDay>)>();
        foreach (var key in (await plans.ListKeysAsync(plan, cancellationToken)).Select(key => key.Id).Where(consumers.ContainsKey))
        {
            read.Add((key, await usage.ReadAsync(plan.Id, key, from, to, cancellationToken)));
        }

        return read;
    }

    /// <summary>By the key's id, and by its value, as GetUsage may name it.</summary>
    private async Task<Dictionary<string, string>> ConsumersByKeyAsync(string? consumer, CancellationToken cancellationToken)
    {
        var prefix = consumer is null ? KeyName.PrefixOf(options.Stack) : KeyName.PrefixOf(options.Stack, consumer);
        var owned = (await keys.ListWithValuesAsync(prefix, cancellationToken)).Where(key => KeyName.Parse(key.Name) is not null).Select(key => (Key: key, KeyName.Parse(key.Name)!.Value.Consumer)).ToList();
        if ((consumer is null || consumer == options.Consumer) && await keys.GetAsync(options.AnchorKeyId, cancellationToken) is { } anchor)
        {
            owned.Add((anchor, options.Consumer));
        }

        var byKey = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, owner) in owned)
        {
            byKey[key.Id] = owner;
            byKey[key.Value?.Value ?? key.Id] = owner;
        }

        return byKey;
    }
}
