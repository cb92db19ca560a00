using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Egress.Testing;

namespace Egress.Template.Tests.Promises;

/// <summary>Who calls what, how often, how slowly, and how near the quota.</summary>
internal static partial class DashboardPromises
{
    /// <summary>What the queries are made of besides fields (CloudWatch Logs Insights, query syntax: commands, functions, keywords).</summary>
    private static readonly HashSet<string> Language =
    [
        "SOURCE", "filter", "fields", "stats", "sort", "by", "as", "and", "or", "not", "in", "asc", "desc",
        "ispresent", "coalesce", "substr", "strcontains", "avg", "count", "latest", "pct", "sortsLast", "sum",
    ];

    /// <summary>The one place that names the fields of Admin's lines.</summary>
    private static readonly string[] OfAdmin = [.. Member().Matches(File.ReadAllText(Repository.PathOf("functions", "Admin", "Sweeping", "UsageLines.cs"))).Select(match => match.Groups[1].Value)];

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("The dashboard is JSON, and asks this stack's API and logs", BlindDashboards,
            new("a comma less", t => Change(t, "\"y\": 0,", "\"y\": 0")),
            new("another API", t => Change(t, "ApiName=\\\"${AWS::StackName}", "ApiName=\\\"egress")),
            new("a log that is not there", t => Change(t, "${AccessLog}", "access"))),
        new("The dashboard asks for fields that the logs have, and for nothing that Logs Insights does not document", Unanswered,
            new("a field that the access log has not", t => Change(t, "latest(quotaLeft)", "latest(remaining)")),
            new("a field of the other log", t => Change(t, "by consumer, upstream", "by consumer, apiKeyId")),
            new("a function that does not exist", t => Change(t, "sortsLast(consumer)", "any(consumer)")),
            new("a comparison as a number", t => Change(t, "sum(strcontains(kind, '5'))", "sum(status >= 500)"))),
        new("The dashboard tells of each consumer, by name, what it calls, how often, how slowly and how near its quota it is", Nameless,
            new("keys without names", t => Change(t, "sortsLast(consumer) as who, ", "")),
            new("names without their log", t => Change(t, " | SOURCE '${AdminLog}'", "")),
            new("a group that Admin's lines cannot be in", t => Change(t, "by stage, key", "by stage, key, vpceId")),
            new("Admin's lines counted as calls", t => Change(t, "count(status)", "count(*)")),
            new("no time", t => Change(t, "pct(latency, 99) as p99Ms, ", "")),
            new("no quota", t => Change(t, "latest(quotaUsedPercent) as usedPercent, ", "")),
            new("a range too short for lines that come once an hour", t => Change(t, "\"start\": \"-P1D\", ", ""))),
    ];

    private static void Change(DeployedTemplate template, string from, string to)
    {
        var text = Text(template);
        template["Dashboard"].Properties.Put(text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException($"The dashboard has no {from}."), "DashboardBody", "Fn::Sub");
    }

    private static string Text(DeployedTemplate template) => template["Dashboard"].Properties.Text("DashboardBody", "Fn::Sub")!;

    private static IEnumerable<string> BlindDashboards(DeployedTemplate template)
    {
        if (Parsed(Text(template)) is not { } body)
        {
            return ["it is no JSON"];
        }

        return from widget in body.At("widgets").Items()
               let asked = widget.At("properties")!.ToJsonString()
               let logs = Source().Matches(widget.Text("properties", "query") ?? "").Select(match => match.Groups[1].Value).ToArray()
               let isOurs = (logs.Length > 0 && logs.All(log => log is "${AccessLog}" or "${AdminLog}"))
                   || asked.Contains("Egress/${AWS::StackName}", StringComparison.Ordinal) || asked.Contains("ApiName=\\u0022${AWS::StackName}\\u0022", StringComparison.Ordinal)
               where !isOurs
               select $"{widget.Text("properties", "title")} asks {asked}";
    }

    private static IEnumerable<string> Unanswered(DeployedTemplate template)
    {
        var ofAccess = Member().Matches(template["Stagehttpbin"].Properties.Text("AccessLogSetting", "Format") ?? "").Select(match => match.Groups[1].Value).ToArray();
        foreach (var query in Queries(template))
        {
            string[] fields = [.. query.Contains("${AccessLog}", StringComparison.Ordinal) ? ofAccess : [], .. query.Contains("${AdminLog}", StringComparison.Ordinal) ? OfAdmin : []];
            var bare = Constant().Replace(query, "");
            var aliases = Alias().Matches(bare).Select(match => match.Groups[1].Value);
            foreach (var unknown in Word().Matches(bare).Select(match => match.Value).Except(fields).Except(aliases).Except(Language))
            {
                yield return $"{unknown} is not known, in {query}";
            }

            if (bare.Contains('<') || bare.Contains('>'))
            {
                yield return $"a comparison is no number, in {query}"; // "returns a Boolean", and sum takes numbers
            }
        }
    }

    private static IEnumerable<string> Nameless(DeployedTemplate template)
    {
        var (body, queries) = (Parsed(Text(template)), Queries(template).ToList());
        if (body.Text("start") != "-P1D")
        {
            yield return "it looks back less than a day";
        }

        string[] calls = ["SOURCE '${AccessLog}' | SOURCE '${AdminLog}' |", "coalesce(apiKeyId, keyId) as key", "sortsLast(consumer)", "count(status)", "avg(latency)", "pct(latency, 99)"];
        if (!queries.Exists(query => calls.All(part => query.Contains(part, StringComparison.Ordinal)) && query.EndsWith(" by stage, key | sort calls desc", StringComparison.Ordinal)))
        {
            yield return "it does not say who calls what";
        }

        string[] quota = ["SOURCE '${AdminLog}' |", "latest(quotaUsedPercent)", "latest(quotaLeft)", "by consumer, upstream"];
        if (!queries.Exists(query => quota.All(part => query.Contains(part, StringComparison.Ordinal))))
        {
            yield return "it does not say how near the quota";
        }
    }

    private static IEnumerable<string> Queries(DeployedTemplate template) => Parsed(Text(template)).At("widgets").Items().Select(widget => widget.Text("properties", "query")).OfType<string>();

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("[\"](\\w+)[\"](?:\\]|:)")]
    private static partial Regex Member();

    [GeneratedRegex("SOURCE '([^']*)'")]
    private static partial Regex Source();

    [GeneratedRegex(@"'[^']*'")]
    private static partial Regex Constant();

    [GeneratedRegex(@"\bas (\w+)")]
    private static partial Regex Alias();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
