using System.Text.Json.Nodes;
using Egress.Admin.Sweeping;

namespace Egress.Admin.Metrics;

/// <summary>
/// Metrics as lines of the log that CloudWatch reads by itself (Embedded Metric Format): no call, no permission, and an agentless function
/// cannot lose them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </summary>
internal sealed class MetricLog(Action<string> write, string stack, TimeProvider time)
{
    private const string Namespace = "Egress";

    public void Swept(SweepReport report) => Emit(
        [],
        ("SweepsCompleted", "Count", report is { IsOfAll: true, IsComplete: true } ? 1 : 0),
        ("KeysAlive", "Count", report.KeysAlive),
        ("KeysHeld", "Count", report.KeysHeld),
        ("RotationsOverdue", "Count", report.RotationsOverdue),
        ("Findings", "Count", report.Findings),
        ("KeysRepaired", "Count", report.Done.Count(line => line.Action is nameof(KeyVerdictKind.Repair) or "RepairKey")),
        ("KeysDisabled", "Count", report.Done.Count(line => line.Action is nameof(KeyVerdictKind.Disable) or nameof(KeyVerdictKind.Revoke) or nameof(KeyVerdictKind.EndReplacement))),
        ("KeysDeleted", "Count", report.Done.Count(line => line.Action == nameof(KeyVerdictKind.Delete))));

    /// <summary>How long a new key took until every upstream accepted it for good: the propagation, seen from the VPC.</summary>
    public void Proved(string consumer, TimeSpan took) => Emit([("consumer", consumer)], ("PropagationSeen", "Seconds", took.TotalSeconds));

    public void Rotated(string consumer, TimeSpan took) => Emit([("consumer", consumer)], ("RotationDuration", "Seconds", took.TotalSeconds));

    public void Revoked(string consumer, TimeSpan took) => Emit([("consumer", consumer)], ("TimeToRevoke", "Seconds", took.TotalSeconds));

    private void Emit((string Name, string Value)[] dimensions, params (string Name, string Unit, double Value)[] metrics)
    {
        var line = new JsonObject
        {
            ["_aws"] = new JsonObject
            {
                ["Timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds(),
                ["CloudWatchMetrics"] = new JsonArray(new JsonObject
                {
                    ["Namespace"] = Namespace,
                    ["Dimensions"] = new JsonArray(new JsonArray([.. dimensions.Select(each => (JsonNode)each.Name).Prepend("stack")])),
                    ["Metrics"] = new JsonArray([.. metrics.Select(metric => (JsonNode)new JsonObject { ["Name"] = metric.Name, ["Unit"] = metric.Unit })]),
                }),
            },
            ["stack"] = stack,
        };
        foreach (var (name, value) in dimensions)
        {
            line[name] = value;
        }

        foreach (var (name, _, value) in metrics)
        {
            line[name] = Math.Round(value, 3);
        }

        write(line.ToJsonString());
    }
}
