using System.Text;
using System.Text.Json.Nodes;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;
using Egress.Admin.Sweeping;

namespace Egress.Admin.Operators;

/// <summary>Every consumer with its grants, labels and keys, by name; what does not go into one answer is asked for with the position that it names. It only reads.</summary>
internal sealed class ListVerb(SecretDirectory directory, KeyStore keys, PlanStore plans, ConsumerReader reader, AdminOptions options, TimeProvider time) : IVerb
{
    private const int MostBytes = 5_000_000; // Lambda answers with 6 MB at most

    public string Name => "list";

    public async Task<JsonObject> RunAsync(OperatorRun run, CancellationToken cancellationToken)
    {
        var inventory = await Inventory.ReadAsync(directory, keys, plans, options, cancellationToken);
        var (consumers, size, next) = (new JsonArray(), 0, (string?)null);
        await foreach (var consumer in reader.ReadAsync(inventory, run.Request.Consumer, cancellationToken))
        {
            if (string.CompareOrdinal(consumer.Name, run.Request.Position) < 0)
            {
                continue;
            }

            var described = Describe(consumer);
            size += Encoding.UTF8.GetByteCount(described.ToJsonString());
            if (size > MostBytes && consumers.Count > 0)
            {
                next = consumer.Name;
                break;
            }

            consumers.Add((JsonNode)described);
        }

        var answer = new JsonObject { ["action"] = Name, ["outcome"] = $"{consumers.Count} consumers{(next is null ? "" : "; go on with position")}", ["consumers"] = consumers };
        return next is null ? answer : answer.With("position", next);
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
