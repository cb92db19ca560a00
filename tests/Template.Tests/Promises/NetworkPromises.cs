using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

internal static class NetworkPromises
{
    /// <summary>Kinds of network resources that lead nowhere. A list of those that do would have to be kept up with AWS.</summary>
    private static readonly string[] Harmless =
    [
        "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress", "AWS::EC2::VPCEndpoint", "AWS::EC2::FlowLog",
    ];

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("The network has no way out", WaysOut,
            new("an internet gateway", t => t.Add("Way", "AWS::EC2::InternetGateway", "{}")),
            new("a NAT gateway", t => t.Add("Way", "AWS::EC2::NatGateway", """{"SubnetId": {"Ref": "SubnetA"}}""")),
            new("an elastic address", t => t.Add("Way", "AWS::EC2::EIP", "{}")),
            new("a route", t => t.Add("Way", "AWS::EC2::Route", """{"DestinationCidrBlock": "0.0.0.0/0"}""")),
            new("a transit gateway attachment", t => t.Add("Way", "AWS::EC2::TransitGatewayAttachment", "{}")),
            new("a peering", t => t.Add("Way", "AWS::EC2::VPCPeeringConnection", "{}")),
            new("a subnet with public addresses", t => t["SubnetB"].Properties.Put(true, "MapPublicIpOnLaunch"))),
        new("The endpoints lead to two services, by a policy that names what for", OpenEndpoints,
            new("an endpoint for another service", t => t.Add("S3", "AWS::EC2::VPCEndpoint", """{"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}}""")),
            new("an endpoint without a policy", t => t["SecretsEndpoint"].Properties.Drop("PolicyDocument")),
            new("every private API of everybody", t => t["ExecuteApiEndpoint"].Properties.Put("*", "PolicyDocument", "Statement", "0", "Resource")),
            new("every action on the secret", t => t["SecretsEndpoint"].Properties.Put("secretsmanager:*", "PolicyDocument", "Statement", "0", "Action")),
            new("a secret of other accounts", t => t["SecretsEndpoint"].Properties.Drop("PolicyDocument", "Statement", "0", "Condition"))),
    ];

    private static IEnumerable<string> WaysOut(DeployedTemplate template) =>
    [
        .. from resource in template.Resources
           where resource.Type.StartsWith("AWS::EC2::", StringComparison.Ordinal) && !Harmless.Contains(resource.Type)
           select $"{resource} is an {resource.Type}",
        .. from subnet in template.OfType("AWS::EC2::Subnet")
           where !subnet.Properties.At("MapPublicIpOnLaunch").Is(false)
           select $"{subnet} gives public addresses",
    ];

    private static IEnumerable<string> OpenEndpoints(DeployedTemplate template)
    {
        foreach (var endpoint in template.OfType("AWS::EC2::VPCEndpoint"))
        {
            var service = endpoint.Properties.Text("ServiceName", "Fn::Sub");
            var statement = endpoint.Properties.At("PolicyDocument", "Statement") is JsonArray { Count: 1 } statements ? statements[0] : null;
            var isNarrow = service switch
            {
                "com.amazonaws.${AWS::Region}.execute-api" => statement.Text("Action") == "execute-api:Invoke"
                    && statement.Text("Resource", "Fn::Sub") == "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*/*",
                "com.amazonaws.${AWS::Region}.secretsmanager" => statement.Text("Action") == "secretsmanager:GetSecretValue"
                    && statement.At("Resource").Is(JsonNode.Parse("""[{"Ref": "ConsumerSecret"}, {"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:egress/${AWS::StackName}/*"}]"""))
                    && statement.At("Condition", "StringEquals", "aws:PrincipalAccount").Is(DeployedTemplate.Reference("AWS::AccountId")),
                _ => false,
            };
            if (!isNarrow || endpoint.Properties.Text("VpcEndpointType") != "Interface")
            {
                yield return $"{endpoint} for {service} allows {statement?.ToJsonString() ?? "everything"}";
            }
        }
    }
}
