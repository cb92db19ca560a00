using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

/// <summary>What a parameter switches on.</summary>
internal static class OptionPromises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("In a network that is made here no name resolves but those of the endpoints", OpenNames,
            new("no filter", t => t.Remove("NameFilter")),
            new("no last rule, which blocks", t => Rules(t).RemoveAt(1)),
            new("a block that only tells", t => t["NameRules"].Properties.Put("ALERT", "FirewallRules", "1", "Action")),
            new("a block before its time", t => t["NameRules"].Properties.Put(0, "FirewallRules", "1", "Priority")),
            new("every name of AWS, with other people's buckets", t => t["NamesOfEndpoints"].Properties.At("Domains")!.AsArray().Add(JsonValue.Create("*.amazonaws.com"))),
            new("a block of some names only", t => t["EveryName"].Properties.Put(new JsonArray(JsonValue.Create("*.com")), "Domains"))),
        new("A web ACL that is named stands before every upstream", Unwalled,
            new("a stage without", t => t.Remove("Wallhttpbin")),
            new("a private stage without", t => t.Remove("PrivateWallledger")),
            new("a wall before another stage", t => t["Wallhttpbin"].Properties.Put("closed", "ResourceArn", "Fn::Sub", "1", "Stage")),
            new("a wall of a name that was not given", t => t["Wallhttpbin"].Declaration.Drop("Condition"))),
        new("A KMS key that is named keeps the secret and every log", Unkeyed,
            new("the secret", t => t["ConsumerSecret"].Properties.Drop("KmsKeyId")),
            new("secrets of consumers that are issued", t => t["AdminFunction"].Properties.Drop("Environment", "Variables", "Egress__KmsKeyArn")),
            new("a log", t => t["AdminLog"].Properties.Drop("KmsKeyId"))),
        new("A network that was brought is not changed", Changed,
            new("a subnet in it", t => t["SubnetA"].Declaration.Drop("Condition")),
            new("a filter of its names", t => t["NameFilter"].Declaration.Drop("Condition")),
            new("an endpoint beside the one that was brought", t => t["ExecuteApiEndpoint"].Declaration.Drop("Condition")),
            new("a rule in a group that was brought", t => t.Add("Rule", "AWS::EC2::SecurityGroupIngress", """{"GroupId": {"Ref": "EndpointSecurityGroupId"}}"""))),
    ];

    private static JsonArray Rules(DeployedTemplate template) => template["NameRules"].Properties.At("FirewallRules")!.AsArray();

    private static IEnumerable<string> OpenNames(DeployedTemplate template)
    {
        if (!template.OfType("AWS::Route53Resolver::FirewallRuleGroupAssociation").Any(filter => filter.Properties.At("VpcId").Is(DeployedTemplate.Reference("Vpc"))))
        {
            yield return "no rules of names stand before the network";
            yield break;
        }

        var rules = Rules(template).OrderBy(rule => rule!.At("Priority")!.GetValue<int>()).ToList();
        var last = rules[^1];
        if (last.Text("Action") != "BLOCK" || !Domains(template, last).SequenceEqual(["*"]))
        {
            yield return $"the last rule is {last!.ToJsonString()}";
        }

        foreach (var name in rules.Where(rule => rule.Text("Action") != "BLOCK").SelectMany(rule => Domains(template, rule)))
        {
            if (!name.Contains(".execute-api.", StringComparison.Ordinal) && !name.StartsWith("secretsmanager.", StringComparison.Ordinal))
            {
                yield return $"{name} resolves";
            }
        }
    }

    private static IEnumerable<string> Domains(DeployedTemplate template, JsonNode? rule) =>
        template[rule.Text("FirewallDomainListId", "Ref")!].Properties.At("Domains").Items().Select(domain => domain.Text("Fn::Sub") ?? domain.Text() ?? "");

    private static IEnumerable<string> Unwalled(DeployedTemplate template) =>
        from stage in template.Upstreams
        let wall = template.OfType("AWS::WAFv2::WebACLAssociation").FirstOrDefault(wall => wall.Properties.At("ResourceArn", "Fn::Sub", "1", "Stage").Is(DeployedTemplate.Reference(stage.LogicalId)))
        where wall is null || wall.Declaration.Text("Condition") != (DeployedTemplate.IsPrivate(stage) ? "WallsPrivateUpstreams" : "HasWebAcl")
        select $"{stage} has {wall?.Declaration.ToJsonString() ?? "no wall"}";

    private static IEnumerable<string> Unkeyed(DeployedTemplate template)
    {
        var key = JsonNode.Parse("""{"Fn::If": ["HasKmsKey", {"Ref": "KmsKeyArn"}, {"Ref": "AWS::NoValue"}]}""");
        return from resource in template.OfType("AWS::SecretsManager::Secret").Concat(template.OfType("AWS::Logs::LogGroup")).Append(template["AdminFunction"])
               let found = resource.Properties.At("KmsKeyId") ?? resource.Properties.At("Environment", "Variables", "Egress__KmsKeyArn")
               where !found.Is(key)
               select $"{resource} is kept by {found?.ToJsonString() ?? "AWS's key"}";
    }

    /// <summary>In a VPC that was brought there may be made: the callers' group and its rules, and the endpoints that were not brought, with their group.</summary>
    private static IEnumerable<string> Changed(DeployedTemplate template)
    {
        Dictionary<string, string> conditions = new()
        {
            ["ExecuteApiEndpoint"] = "MakesExecuteApiEndpoint",
            ["SecretsEndpoint"] = "MakesSecretsEndpoint",
            ["EndpointSecurityGroup"] = "MakesAnEndpoint",
            ["CallersReachEndpoints"] = "MakesAnEndpoint",
            ["CallersReachYourEndpoints"] = "BringsAnEndpoint",
            ["FlowLog"] = "LogsFlows",
            ["NamesOfEndpoints"] = "FiltersNames",
            ["EveryName"] = "FiltersNames",
            ["NameRules"] = "FiltersNames",
            ["NameFilter"] = "FiltersNames",
        };
        return from resource in template.Resources
               where resource.LogicalId != "CallerSecurityGroup"
                   && (resource.Type.StartsWith("AWS::EC2::", StringComparison.Ordinal) || resource.Type.StartsWith("AWS::Route53Resolver::", StringComparison.Ordinal))
                   && resource.Declaration.Text("Condition") != conditions.GetValueOrDefault(resource.LogicalId, "MakesVpc")
               select $"{resource} is made under {resource.Declaration.Text("Condition") ?? "no condition"}";
    }
}
