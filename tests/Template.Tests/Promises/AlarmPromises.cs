using System.Text.Json.Nodes;
using Egress.Testing;

namespace Egress.Template.Tests.Promises;

/// <summary>What somebody is told, and can see.</summary>
internal static class AlarmPromises
{
    // AWS page "Amazon API Gateway dimensions and metrics", and "Types of metrics for Lambda functions".
    private static readonly string[] OfGateway = ["4XXError", "5XXError", "Count", "IntegrationLatency", "Latency"];
    private static readonly string[] OfLambda = ["Duration", "Errors", "Invocations", "Throttles"];

    /// <summary>The one place that names Admin's own metrics.</summary>
    private static readonly string OfAdmin = File.ReadAllText(Repository.PathOf("functions", "Admin", "Metrics", "MetricLog.cs"));

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("Every alarm is about a metric that exists, and reaches the topic", DeadAlarms,
            new("a metric that nothing counts", t => t.Remove("BadKeyCalls")),
            new("a metric of another name", t => t["Failinghttpbin"].Properties.Put("5xxError", "MetricName")),
            new("a stage that does not exist", t => t["Slowhttpbin"].Properties.Put("prod", "Dimensions", "1", "Value")),
            new("an API of another name", t => t["Slowhttpbin"].Properties.Put("egress", "Dimensions", "0", "Value")),
            new("a metric that Admin does not write", t => t["HeldKeys"].Properties.Put("HeldKeys", "MetricName")),
            new("nobody told", t => t["AdminFailed"].Properties.Drop("AlarmActions")),
            new("a topic that refuses it", t => t["AlarmTopicPolicy"].Properties.Put("events.amazonaws.com", "PolicyDocument", "Statement", "0", "Principal", "Service"))),
        new("Somebody is told of a rotation that fails, of one that is overdue, of a key that cannot be retired, and of whatever else a sweep found", Unheard,
            new("failures unseen", t => t.Remove("AdminFailed")),
            new("an overdue rotation unseen", t => t.Remove("RotationOverdue")),
            new("a key that a hand disabled, or a secret that cannot be read, unseen", t => t.Remove("SweepFindings")),
            new("a held key unseen", t => t["HeldKeys"].Properties.Put("KeysAlive", "MetricName")),
            new("seen at the third", t => t["RotationOverdue"].Properties.Put(2, "Threshold"))),
        new("Somebody is told when no sweep goes through, for the metrics of keys come from sweeps and are silent with them", Unswept,
            new("nobody to tell", t => t.Remove("SweepMissing")),
            new("silence taken for good news", t => t["SweepMissing"].Properties.Put("notBreaching", "TreatMissingData")),
            new("a sweep cut short taken for a whole one", t => t["SweepMissing"].Properties.Put("KeysAlive", "MetricName")),
            new("no end to the wait", t => t["SweepMissing"].Properties.Put(0, "Threshold")),
            new("told a day late", t => t["SweepMissing"].Properties.Put(86400, "Period"))),
        new("Every upstream has an alarm for failing and one for slow calls", Unwatched,
            new("failing unseen", t => t.Remove("Failinghttpbin")),
            new("a private one unseen", t => t.Remove("PrivateFailingledger")),
            new("slow unseen", t => t.Remove("Slowhttpbin"))),
        new("What is counted in the access log is in its lines", Uncounted,
            new("a field that the line has not", t => t["LimitedCalls"].Properties.Put("{ $.reason = \"THROTTLED\" }", "FilterPattern")),
            new("another log", t => t["LimitedCalls"].Properties.Put("AdminLog", "LogGroupName", "Ref"))),
    ];

    private static IEnumerable<Resource> Alarms(DeployedTemplate template) => template.OfType("AWS::CloudWatch::Alarm");

    private static IEnumerable<string> DeadAlarms(DeployedTemplate template)
    {
        var topic = DeployedTemplate.Reference("AlarmTopic");
        foreach (var alarm in Alarms(template))
        {
            if (!alarm.Properties.At("AlarmActions").Items().Any(action => action.Is(topic)))
            {
                yield return $"{alarm} tells nobody";
            }

            if (!Exists(template, alarm.Properties))
            {
                yield return $"{alarm} waits for {alarm.Properties!.ToJsonString()}";
            }
        }

        if (template["AlarmTopicPolicy"].Properties.Text("PolicyDocument", "Statement", "0", "Principal", "Service") != "cloudwatch.amazonaws.com")
        {
            yield return "CloudWatch may not publish to the topic";
        }
    }

    private static IEnumerable<string> Unheard(DeployedTemplate template) =>
        from metric in (string[])["Errors", "RotationsOverdue", "KeysHeld", "Findings"]
        where !Alarms(template).Any(alarm => alarm.Properties.Text("MetricName") == metric && alarm.Properties.At("Threshold").Is(0))
        select $"nobody is told of {metric}";

    private static IEnumerable<string> Unswept(DeployedTemplate template)
    {
        var expected = JsonNode.Parse("""
            {"Namespace": "Egress", "MetricName": "SweepsCompleted", "Statistic": "Sum", "Period": 3600, "EvaluationPeriods": 1, "ComparisonOperator": "LessThanThreshold", "Threshold": 1, "TreatMissingData": "breaching"}
            """);
        return Alarms(template).Any(alarm => expected.Members().All(member => alarm.Properties.At(member.Key).Is(member.Value))) ? [] : ["nobody is told of sweeps that are missing"];
    }

    private static bool Exists(DeployedTemplate template, JsonNode? alarm) => alarm.Text("Namespace") switch
    {
        "AWS/ApiGateway" => OfGateway.Contains(alarm.Text("MetricName")) && Dimension(alarm, "ApiName").Is(DeployedTemplate.Reference("AWS::StackName"))
            && template.Upstreams.Any(stage => Dimension(alarm, "Stage").Is(DeployedTemplate.Reference(stage.LogicalId))),
        "AWS/Lambda" => OfLambda.Contains(alarm.Text("MetricName")) && template.Functions.Any(function => Dimension(alarm, "FunctionName").Is(DeployedTemplate.Reference(function.LogicalId))),
        "Egress" => Dimension(alarm, "stack").Is(DeployedTemplate.Reference("AWS::StackName")) && OfAdmin.Contains($"\"{alarm.Text("MetricName")}\"", StringComparison.Ordinal),
        _ => template.OfType("AWS::Logs::MetricFilter").SelectMany(filter => filter.Properties.At("MetricTransformations").Items())
            .Any(metric => metric.At("MetricNamespace").Is(alarm.At("Namespace")) && metric.Text("MetricName") == alarm.Text("MetricName")),
    };

    private static JsonNode? Dimension(JsonNode? alarm, string name) => alarm.At("Dimensions").Items().FirstOrDefault(dimension => dimension.Text("Name") == name).At("Value");

    private static IEnumerable<string> Unwatched(DeployedTemplate template) =>
        from stage in template.Upstreams
        from metric in (string[])["5XXError", "Latency"]
        where !Alarms(template).Any(alarm => alarm.Properties.Text("MetricName") == metric && Dimension(alarm.Properties, "Stage").Is(DeployedTemplate.Reference(stage.LogicalId)))
        select $"{stage} has no alarm for {metric}";

    private static IEnumerable<string> Uncounted(DeployedTemplate template)
    {
        var line = template["Stagehttpbin"].Properties.Text("AccessLogSetting", "Format") ?? "";
        return from filter in template.OfType("AWS::Logs::MetricFilter")
               let fields = filter.Properties.Text("FilterPattern")!.Split("$.").Skip(1).Select(part => part.Split(' ')[0])
               where !filter.Properties.At("LogGroupName").Is(DeployedTemplate.Reference("AccessLog"))
                   || fields.Any(field => !line.Contains($"\"{field}\":", StringComparison.Ordinal))
               select $"{filter} counts {filter.Properties!.ToJsonString()}";
    }
}
