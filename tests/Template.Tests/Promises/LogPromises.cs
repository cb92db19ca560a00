using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Egress.Template.Tests.Promises;

internal static partial class LogPromises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("Every stage writes an access log whose lines are JSON, whatever happened", StrangeLines,
            new("a stage that writes none", t => t["Stagehttpbin"].Properties.Drop("AccessLogSetting")),
            new("closed writing none", t => t["EgressApiclosedStage"].Properties.Drop("AccessLogSetting")),
            new("a number without quotes, printed as - where it is absent", t => Line(t, """{"requestId":"$context.requestId","latency":$context.responseLatency}""")),
            new("a message with quotes of its own", t => Line(t, """{"requestId":"$context.requestId","message":"$context.error.messageString"}""")),
            new("the query string, which may hold a secret", t => Line(t, """{"requestId":"$context.requestId","query":"$context.requestOverride.querystring.token"}""")),
            new("no request id, which API Gateway insists on", t => Line(t, """{"status":"$context.status"}"""))),
        new("Every log group has a retention and goes with the stack", EndlessLogs,
            new("no retention", t => t["AdminLog"].Properties.Drop("RetentionInDays")),
            new("a flow log for ever", t => t["FlowLogGroup"].Properties.Drop("RetentionInDays")),
            new("a group that stays", t => t["AccessLog"].Declaration.Put("Retain", "DeletionPolicy"))),
        new("API Gateway's role for logging comes before the log, and stays", LostRole,
            new("no order", t => t["AccessLog"].Properties.Drop("Tags")),
            new("a role that goes with the stack, though others log by it", t => t["LogRole"].Declaration.Drop("DeletionPolicy")),
            new("a setting that goes with the stack", t => t["LogAccount"].Declaration.Put("Delete", "DeletionPolicy")),
            new("always, also where the account has one", t => t["LogAccount"].Declaration.Drop("Condition"))),
    ];

    private static void Line(DeployedTemplate template, string format) => template["Stagehttpbin"].Properties.Put(format, "AccessLogSetting", "Format");

    private static IEnumerable<string> StrangeLines(DeployedTemplate template) =>
        from stage in template.OfType("AWS::ApiGateway::Stage")
        let format = stage.Properties.Text("AccessLogSetting", "Format")
        where format is null
            || !stage.Properties.At("AccessLogSetting", "DestinationArn").Is(DeployedTemplate.Attribute("AccessLog", "Arn"))
            || !IsSafe(format)
            || !IsJson(Variable().Replace(format, "-"))
            || !IsJson(Variable().Replace(format, match => match.Value.EndsWith("messageString", StringComparison.Ordinal) ? "\"Forbidden\"" : "200"))
        select $"{stage} logs {format ?? "nothing"}";

    private static bool IsSafe(string format) => format.Contains("$context.requestId", StringComparison.Ordinal)
        && !format.Contains("requestOverride", StringComparison.Ordinal) && !format.Contains("$context.authorizer", StringComparison.Ordinal);

    private static bool IsJson(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> EndlessLogs(DeployedTemplate template) =>
        from log in template.OfType("AWS::Logs::LogGroup")
        where !log.Properties.At("RetentionInDays").Is(DeployedTemplate.Reference("LogRetentionDays"))
            || log.Declaration.Text("DeletionPolicy") != "Delete" || log.Declaration.Text("UpdateReplacePolicy") != "Delete"
        select $"{log} is {log.Declaration.ToJsonString()}";

    private static IEnumerable<string> LostRole(DeployedTemplate template) =>
    [
        .. template["AccessLog"].ComesAfter("LogAccount") ? [] : (string[])["the access log may come before the account's role"],
        .. from name in (string[])["LogRole", "LogAccount"]
           let resource = template[name]
           where resource.Declaration.Text("DeletionPolicy") != "Retain" || resource.Declaration.Text("UpdateReplacePolicy") != "Retain"
               || resource.Declaration.Text("Condition") != "SetsLogRole"
           select $"{name} is {resource.Declaration.ToJsonString()}",
    ];

    [GeneratedRegex(@"\$context\.[A-Za-z.]+")]
    private static partial Regex Variable();
}
