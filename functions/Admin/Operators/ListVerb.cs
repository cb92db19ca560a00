using System.Text.Json.Nodes;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;
using Egress.Admin.Sweeping;

namespace Egress.Admin.Operators;

/// <summary>Every consumer with its grants, labels and keys. It only reads.</summary>
internal sealed class ListVerb(SecretDirectory directory, KeyStore keys, PlanStore plans, ConsumerReader reader, AdminOptions options, TimeProvider time) : IVerb
{
    public string Name => "list";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var inventory = await Inventory.ReadAsync(directory, keys, plans, options, cancellationToken);
        var consumers = new JsonArray();
        await foreach (var consumer in reader.ReadAsync(inventory, run.Request.Consumer, cancellationToken))
        {
            consumers.Add((JsonNode)Describe(consumer));
        }

        return new JsonObject { ["action"] = Name, ["outcome"] = $"{consumers.Count} consumers", ["consumers"] = consumers };
    }

    private JsonObject Describe(ConsumerFacts consumer) => new JsonObject
    {
        ["name"] = consumer.Name,
        ["secret"] = consumer.Secret?.Id,
        ["upstreams"] = Answer.List((consumer.Granted ?? []).SelectMany(plan => plan.Stages).Select(Upstream.HostOf).Order(StringComparer.Ordinal)),
        ["versions"] = new JsonObject(consumer.Secret?.LabelsByVersion.Select(version => KeyValuePair.Create(version.Key, (JsonNode?)Answer.List(version.Value))) ?? []),
        ["keys"] = new JsonArray([.. consumer.Keys.Select(facts => (JsonNode)Describe(facts))]),
        ["problems"] = Answer.List(consumer.Problems),
    };

    private JsonObject Describe(KeyFacts facts) => new JsonObject
    {
        ["id"] = facts.Key.Id,
        ["state"] = facts.State,
        ["anchor"] = facts.IsAnchor,
        ["version"] = KeyName.Parse(facts.Key.Name)?.Token,
        ["stamps"] = facts.Key.Stamps.ToString(),
        ["next"] = Judge.Of(facts, time.GetUtcNow(), options).Reason,
    };
}
