using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Egress.Template.Tests.Promises;

/// <summary>One upstream is one stage is one usage plan.</summary>
internal static partial class UpstreamPromises
{
    private static readonly string[] StrangeHostNames =
    [
        "example.com/", "user@example.com", "example.com:8443", "10.0.0.1", "localhost", "Example.com", "example.com.", "*.example.com", "under_score.example.com",
        "-a.example.com", "example.com\n",
    ];

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("An upstream is a bare public host name", StrangeHosts,
            [.. StrangeHostNames.Select(host => new Change(host, t => t["Stagehttpbin"].Properties.Put(host, "Variables", "host")))]),
        new("A stage is called as its host, with _ for each dot", StrangeNames,
            new("another name", t => t["Stagehttpbin"].Properties.Put("httpbin", "StageName")),
            new("two stages for one host", t => t.Add("Stagesecond", "AWS::ApiGateway::Stage", t["Stagehttpbin"].Properties!.ToJsonString())),
            new("an old deployment", t => t["Stagehttpbin"].Properties.Put("abc123", "DeploymentId"))),
        new("Each stage has a plan of its own, with a rate and a quota that a parameter of its own sets", Unmetered,
            new("no plan", t => t.Remove("Planhttpbin")),
            new("a plan for another stage", t => t["Planhttpbin"].Properties.Put("other", "ApiStages", "0", "Stage")),
            new("no rate", t => t["Planhttpbin"].Properties.Drop("Throttle", "RateLimit")),
            new("no quota", t => t["Planhttpbin"].Properties.Drop("Quota")),
            new("the limits of another upstream", t => t["Planhttpbin"].Properties.Put("openaiLimits", "Quota", "Limit", "Fn::Select", "1", "Ref")),
            new("a limit that is no parameter", t => t["Planhttpbin"].Properties.Put(100, "Throttle", "RateLimit")),
            new("a default without a period", t => t.Parameter("httpbinLimits").Put("100,200,100000", "Default")),
            new("no plan of a private upstream", t => t.Remove("PrivatePlanledger")),
            new("the limits of another upstream for a private one", t => t["PrivatePlanledger"].Properties.Put("httpbinLimits", "Throttle", "RateLimit", "Fn::Select", "1", "Ref")),
            new("a default of no calls", t => t.Parameter("httpbinLimits").Put("0,0,0,DAY", "Default"))),
        new("The stage closed is in no plan and names no host", OpenClosed,
            new("a host", t => t["EgressApiclosedStage"].Properties.Put("httpbin.org", "Variables", "host")),
            new("a plan", t => t["Planhttpbin"].Properties.At("ApiStages")!.AsArray().Add(JsonNode.Parse("""{"Stage": {"Ref": "EgressApiclosedStage"}}"""))),
            new("a plan that spells it", t => t["Planhttpbin"].Properties.At("ApiStages")!.AsArray().Add(JsonNode.Parse("""{"Stage": "closed"}""")))),
        new("The first consumer is granted every open upstream, and Admin learns of it when all else is there", Ungranted,
            new("no attachment", t => t.Remove("PlanKeyhttpbin")),
            new("no word to Admin", t => t.Remove("Granthttpbin")),
            new("no word to Admin of a private upstream", t => t.Remove("PrivateGrantledger")),
            new("a grant before the attachment", t => t["Granthttpbin"].Properties.Drop("UsagePlanKeyId")),
            new("a grant before Probe can reach the gateway", t => t["ProbeFunction"].Properties.Drop("Tags")),
            new("a wait of an hour, should Admin never answer", t => t["Granthttpbin"].Properties.Drop("ServiceTimeout"))),
    ];

    private static string? Host(Resource stage) => stage.Properties.Text("Variables", DeployedTemplate.HostVariable(stage));

    private static IEnumerable<string> StrangeHosts(DeployedTemplate template) =>
        from stage in template.Upstreams
        let host = Host(stage)
        where host is null || !HostName().IsMatch(host)
        select $"{stage} leads to {host ?? "no host"}";

    private static IEnumerable<string> StrangeNames(DeployedTemplate template) =>
    [
        .. from stage in template.Upstreams
           where !stage.Properties.At("StageName").Is(DeployedTemplate.StageFor(Host(stage) ?? ""))
           select $"{stage} is called {stage.Properties.At("StageName")?.ToJsonString()}",
        .. from stage in template.Upstreams
           group stage by Host(stage) into same
           where same.Count() > 1
           select $"{same.Key} has the stages {string.Join(", ", same)}",
        .. from stage in template.Upstreams
           where !stage.Properties.At("DeploymentId").Is(template["EgressApiclosedStage"].Properties.At("DeploymentId"))
           select $"{stage} runs another deployment than closed",
    ];

    private static IEnumerable<string> Unmetered(DeployedTemplate template) =>
        from stage in template.Upstreams
        let plans = Plans(template).Where(plan => Stages(plan).Any(name => name.Is(DeployedTemplate.Reference(stage.LogicalId)))).ToList()
        where plans.Count != 1 || !IsMetered(template, plans[0])
        select $"{stage} is metered by {string.Join(", ", plans.Select(plan => plan.Properties!.ToJsonString()))}";

    private static IEnumerable<string> OpenClosed(DeployedTemplate template)
    {
        if (template["EgressApiclosedStage"].Properties.At("Variables") is { } variables)
        {
            yield return $"closed has the variables {variables.ToJsonString()}";
        }

        foreach (var plan in Plans(template).Where(plan => Stages(plan).Any(name => name.Text() == "closed" || name.Text("Ref") == "EgressApiclosedStage")))
        {
            yield return $"{plan} opens closed";
        }
    }

    private static IEnumerable<string> Ungranted(DeployedTemplate template)
    {
        foreach (var stage in template.Upstreams.Select(stage => stage.LogicalId))
        {
            var plan = Plans(template).FirstOrDefault(plan => plan.ComesAfter(stage))?.LogicalId ?? "";
            var attachment = template.OfType("AWS::ApiGateway::UsagePlanKey").FirstOrDefault(key => key.ComesAfter(plan) && key.ComesAfter("AnchorKey"))?.LogicalId ?? "";
            var grant = template.OfType("Custom::EgressGrant").FirstOrDefault(grant => grant.ComesAfter(stage));
            string[] before = [plan, attachment, "AdminFunction"];
            if (grant is null || before.Any(name => !grant.ComesAfter(name)) || grant.Properties.At("ServiceTimeout") is null)
            {
                yield return $"{stage}: {grant?.Declaration.ToJsonString() ?? "no grant"}";
            }
        }

        // A grant waits for Admin, which waits for Probe, which waits for its way to the gateway and to the secret.
        string[] way = ["CallersReachEndpoints", "CallersReachYourEndpoints", "SecretsEndpoint"];
        if (!template["AdminFunction"].ComesAfter("ProbeFunction") || way.Any(name => !template["ProbeFunction"].ComesAfter(name)))
        {
            yield return "Probe may be asked before it can reach the gateway";
        }
    }

    private static IEnumerable<Resource> Plans(DeployedTemplate template) => template.OfType("AWS::ApiGateway::UsagePlan");

    private static IEnumerable<JsonNode?> Stages(Resource plan) => plan.Properties.At("ApiStages").Items().Select(entry => entry.At("Stage"));

    /// <summary>By the parameter of its own row: calls a second, calls at once, calls a period, the period.</summary>
    private static bool IsMetered(DeployedTemplate template, Resource plan)
    {
        var parameter = plan.LogicalId[(DeployedTemplate.IsPrivate(plan) ? "PrivatePlan" : "Plan").Length..] + "Limits";
        (JsonNode? Limit, int Position)[] limits =
        [
            (plan.Properties.At("Throttle", "RateLimit"), 0), (plan.Properties.At("Throttle", "BurstLimit"), 1),
            (plan.Properties.At("Quota", "Limit"), 2), (plan.Properties.At("Quota", "Period"), 3),
        ];
        return Limits().IsMatch(template.Parameter(parameter).Text("Default") ?? "")
            && limits.All(limit => limit.Limit.Is(new JsonObject { ["Fn::Select"] = new JsonArray(limit.Position, DeployedTemplate.Reference(parameter)) }));
    }

    [GeneratedRegex(@"^([1-9][0-9]*,){3}(DAY|WEEK|MONTH)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Limits();

    /// <summary>At least two labels, the last one not a number; the longest name is that of a stage, 128 characters.</summary>
    [GeneratedRegex(@"^(?=.{1,128}\z)([a-z0-9](-*[a-z0-9]){0,62}\.)+[a-z](-*[a-z0-9]){1,62}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex HostName();
}
