using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

internal static class SecurityGroupPromises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("A security group lets out HTTPS to the endpoints and nothing else", OpenGroups,
            new("no egress rule, which EC2 reads as all of them", t => t["CallerSecurityGroup"].Properties.Drop("SecurityGroupEgress")),
            new("egress to the world", t => t["EndpointSecurityGroup"].Properties.Put("0.0.0.0/0", "SecurityGroupEgress", "0", "CidrIp")),
            new("egress to the world by IPv6", t => t["CallerSecurityGroup"].Properties.Put("::/0", "SecurityGroupEgress", "0", "CidrIpv6")),
            new("egress to the world in a rule of its own", t => t["CallersReachEndpoints"].Properties.Put("0.0.0.0/0", "CidrIp")),
            new("egress to another group", t => t["CallersReachYourEndpoints"].Properties.Put("CallerSecurityGroup", "DestinationSecurityGroupId", "Ref")),
            new("egress on another port", t => t["CallersReachEndpoints"].Properties.Put(22, "FromPort"))),
        new("The endpoints answer the callers' group and nobody else", OpenIngress,
            new("an address range", t => t["EndpointSecurityGroup"].Properties.Put("10.0.0.0/8", "SecurityGroupIngress", "0", "CidrIp")),
            new("another port", t => t["EndpointSecurityGroup"].Properties.Put(80, "SecurityGroupIngress", "0", "FromPort"))),
    ];

    private static IEnumerable<string> OpenGroups(DeployedTemplate template)
    {
        foreach (var group in template.OfType("AWS::EC2::SecurityGroup"))
        {
            var rules = group.Properties.At("SecurityGroupEgress").Items().ToList();
            if (rules.Count == 0 || rules.Any(rule => rule.Text("CidrIp") != "255.255.255.255/32" || rule.At("CidrIpv6") is not null))
            {
                yield return $"{group} lets out {group.Properties.At("SecurityGroupEgress")?.ToJsonString() ?? "everything"}";
            }
        }

        foreach (var rule in template.OfType("AWS::EC2::SecurityGroupEgress"))
        {
            var isToEndpoints = rule.Properties.Text("DestinationSecurityGroupId", "Ref") is "EndpointSecurityGroup" or "EndpointSecurityGroupId";
            if (!isToEndpoints || !IsHttps(rule.Properties) || NamesAddresses(rule.Properties))
            {
                yield return $"{rule} lets out {rule.Properties!.ToJsonString()}";
            }
        }
    }

    private static IEnumerable<string> OpenIngress(DeployedTemplate template) =>
        from rule in template.OfType("AWS::EC2::SecurityGroup").SelectMany(owner => owner.Properties.At("SecurityGroupIngress").Items())
            .Concat(template.OfType("AWS::EC2::SecurityGroupIngress").Select(rule => rule.Properties))
        where !IsHttps(rule) || !rule.At("SourceSecurityGroupId").Is(DeployedTemplate.Reference("CallerSecurityGroup")) || NamesAddresses(rule)
        select $"let in: {rule!.ToJsonString()}";

    private static bool IsHttps(JsonNode? rule) => rule.Text("IpProtocol") == "tcp" && rule.At("FromPort").Is(443) && rule.At("ToPort").Is(443);

    private static bool NamesAddresses(JsonNode? rule) =>
        rule.Members().Any(member => member.Key.StartsWith("Cidr", StringComparison.Ordinal) || member.Key.EndsWith("PrefixListId", StringComparison.Ordinal));
}
