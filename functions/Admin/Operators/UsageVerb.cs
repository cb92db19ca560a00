using System.Text.Json.Nodes;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Usage;

namespace Egress.Admin.Operators;

/// <summary>Calls per consumer, upstream and day, over all keys of the consumer. AWS counts half an hour late; what deleted keys used is gone. It only reads.</summary>
internal sealed class UsageVerb(KeyStore keys, PlanStore plans, UsageStore usage, AdminOptions options, TimeProvider time) : IVerb
{
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
            foreach (var key in (await plans.ListKeysAsync(plan, cancellationToken)).Select(key => key.Id).Where(consumers.ContainsKey))
            {
                foreach (var day in await usage.ReadAsync(plan.Id, key, from, to, cancellationToken))
                {
                    var entry = (consumers[key], string.Join(',', plan.Stages.Select(Upstream.HostOf)), day.Day);
                    counts[entry] = counts.GetValueOrDefault(entry) + day.Used;
                }
            }
        }

        var rows = counts.Where(count => count.Value > 0).Select(count => (JsonNode)new JsonObject
        {
            ["consumer"] = count.Key.Consumer,
            ["upstream"] = count.Key.Upstream,
            ["day"] = count.Key.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["calls"] = count.Value,
        }).ToArray();
        return new JsonObject { ["action"] = Name, ["outcome"] = $"{counts.Values.Sum()} calls", ["usage"] = new JsonArray(rows) };
    }

    private async Task<Dictionary<string, string>> ConsumersByKeyAsync(string? consumer, CancellationToken cancellationToken)
    {
        var prefix = consumer is null ? KeyName.PrefixOf(options.Stack) : KeyName.PrefixOf(options.Stack, consumer);
        var byKey = (await keys.ListAsync(prefix, cancellationToken)).Where(key => KeyName.Parse(key.Name) is not null)
            .ToDictionary(key => key.Id, key => KeyName.Parse(key.Name)!.Value.Consumer, StringComparer.Ordinal);
        if (consumer is null || consumer == options.Consumer)
        {
            byKey[options.AnchorKeyId] = options.Consumer;
        }

        return byKey;
    }
}
