using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

/// <summary>A private upstream is reached by the VPC link alone, a public one never.</summary>
internal static class PrivatePromises
{
    private const string Option = "HasPrivateUpstreams";
    private const string Path = "/-/private/{proxy+}";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("The private way, and no other, is by the VPC link that the stage names", Crossed,
            new("the private way by the internet, the default", t => Integration(t, Path).Drop("connectionType")),
            new("a link that is not the stage's", t => Integration(t, Path).Put("abc123", "connectionId")),
            new("a certificate that nobody checks", t => Integration(t, Path).Put(true, "tlsConfig", "insecureSkipVerification")),
            new("a public way by the link", t => Integration(t, "/{proxy+}").Put("VPC_LINK", "connectionType"))),
        new("A stage has one way: a host in public, or a private one and the link", TwoWays,
            new("a private host that is asked for in public too", t => Variables(t, "PrivateStageledger").Put("ledger.example.com", "host")),
            new("a private stage without its link", t => Variables(t, "PrivateStageledger").Drop("vpcLinkId")),
            new("a public stage with a private host", t => Variables(t, "Stagehttpbin").Put("httpbin.org", "privateHost")),
            new("a link of somebody else", t => Variables(t, "PrivateStageledger").Put("abc123", "vpcLinkId"))),
        new("Nothing private is there unless a load balancer is named, and the link leads to that alone", Uninvited,
            new("a path without upstreams", t => t.Api.Put(Integration(t, Path)!.DeepClone(), "paths", Path)),
            new("a stage", t => t["PrivateStageledger"].Declaration.Drop("Condition")),
            new("another condition", t => t["PrivatePlanledger"].Declaration.Put("HasWebAcl", "Condition")),
            new("a link", t => t["PrivateLink"].Declaration.Drop("Condition")),
            new("a link to another load balancer", t => t["PrivateLink"].Properties.Put(new JsonArray("arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/1"), "TargetArns"))),
    ];

    private static JsonNode? Integration(DeployedTemplate template, string path) =>
        DeployedTemplate.Possible(template.Api.At("paths", path)).First().At(Operation.AnyVerb, "x-amazon-apigateway-integration");

    private static JsonNode? Variables(DeployedTemplate template, string stage) => template[stage].Properties.At("Variables");

    private static IEnumerable<string> Crossed(DeployedTemplate template) =>
        from operation in template.Operations
        let integration = operation.Integration
        let isByLink = integration.Text("connectionType") == "VPC_LINK" && integration.Text("connectionId") == "${stageVariables.vpcLinkId}"
        let isInPublic = integration.At("connectionType") is null && integration.At("connectionId") is null
        where !(operation.IsPrivate ? isByLink : isInPublic) || integration.At("tlsConfig") is not null
        select $"{operation} goes by {integration.Text("connectionType") ?? "the internet"} {integration.Text("connectionId")}";

    private static IEnumerable<string> TwoWays(DeployedTemplate template) =>
        from stage in template.Upstreams
        let variables = stage.Properties.At("Variables")
        let names = variables.Members().Select(variable => variable.Key).Order(StringComparer.Ordinal)
        where !names.SequenceEqual(DeployedTemplate.IsPrivate(stage) ? ["privateHost", "vpcLinkId"] : ["host"])
            || (DeployedTemplate.IsPrivate(stage) && !variables.At("vpcLinkId").Is(DeployedTemplate.Reference("PrivateLink")))
        select $"{stage} has the variables {variables?.ToJsonString()}";

    private static IEnumerable<string> Uninvited(DeployedTemplate template)
    {
        string?[] conditions = [Option, "WallsPrivateUpstreams"];
        foreach (var resource in template.Resources.Where(DeployedTemplate.IsPrivate).Where(resource => !conditions.Contains(resource.Declaration.Text("Condition"))))
        {
            yield return $"{resource} is made under {resource.Declaration.Text("Condition") ?? "no condition"}";
        }

        foreach (var path in template.Api.At("paths").Members().Where(path => path.Key.StartsWith("/-/private", StringComparison.Ordinal) && path.Value.Text("Fn::If", "0") != Option))
        {
            yield return $"{path.Key} is there whether anything private is or not";
        }

        if (!template["PrivateLink"].Properties.At("TargetArns").Is(new JsonArray(DeployedTemplate.Reference("PrivateLoadBalancerArn"))))
        {
            yield return $"the link leads to {template["PrivateLink"].Properties!.ToJsonString()}";
        }
    }
}
