using System.Collections.Frozen;

namespace Egress.Emulator.Deployment;

/// <summary>The resource types around a gateway that do not matter on a laptop (ids and attributes: AWS's template reference, "Return values" of each type).</summary>
internal static class PassiveTypes
{
    private static readonly FrozenDictionary<string, PassiveType> ByType = new PassiveType[]
    {
        new("AWS::ApiGateway::Account", "{name}", ("Id", "{id}")),
        new("AWS::ApiGateway::ClientCertificate", "{alnum}", ("ClientCertificateId", "{id}")),
        new("AWS::ApiGateway::DocumentationPart", "{alnum}", ("DocumentationPartId", "{id}")),
        new("AWS::ApiGateway::DocumentationVersion", "{name}"),
        new("AWS::ApiGateway::Model", "{Name|{name}}"),
        new("AWS::CloudWatch::Alarm", "{AlarmName|{name}}", ("Arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{id}")),
        new("AWS::CloudWatch::CompositeAlarm", "{AlarmName|{name}}", ("Arn", "arn:{partition}:cloudwatch:{region}:{account}:alarm:{id}")),
        new("AWS::CloudWatch::Dashboard", "{DashboardName|{name}}"),
        new("AWS::EC2::EIP", "203.0.113.1", ("AllocationId", "eipalloc-{hex}"), ("PublicIp", "{id}")),
        new("AWS::EC2::FlowLog", "fl-{hex}", ("Id", "{id}")),
        new("AWS::EC2::InternetGateway", "igw-{hex}", ("InternetGatewayId", "{id}")),
        new("AWS::EC2::NatGateway", "nat-{hex}", ("NatGatewayId", "{id}")),
        new("AWS::EC2::NetworkAcl", "acl-{hex}", ("Id", "{id}")),
        new("AWS::EC2::NetworkAclEntry", "{name}", ("Id", "{id}")),
        new("AWS::EC2::PrefixList", "pl-{hex}", ("PrefixListId", "{id}"), ("Arn", "arn:{partition}:ec2:{region}:{account}:prefix-list/{id}")),
        new("AWS::EC2::Route", "{name}"),
        new("AWS::EC2::RouteTable", "rtb-{hex}", ("RouteTableId", "{id}")),
        new("AWS::EC2::SecurityGroup", "sg-{hex}", ("GroupId", "{id}"), ("Id", "{id}"), ("VpcId", "{VpcId|vpc-0}")),
        new("AWS::EC2::SecurityGroupEgress", "sgr-{hex}", ("Id", "{id}")),
        new("AWS::EC2::SecurityGroupIngress", "sgr-{hex}", ("Id", "{id}")),
        new(
            "AWS::EC2::Subnet",
            "subnet-{hex}",
            ("SubnetId", "{id}"),
            ("VpcId", "{VpcId|vpc-0}"),
            ("AvailabilityZone", "{AvailabilityZone|{region}a}"),
            ("CidrBlock", "{CidrBlock|}")),
        new("AWS::EC2::SubnetNetworkAclAssociation", "aclassoc-{hex}", ("AssociationId", "{id}")),
        new("AWS::EC2::SubnetRouteTableAssociation", "rtbassoc-{hex}", ("Id", "{id}")),
        new(
            "AWS::EC2::VPC",
            "vpc-{hex}",
            ("VpcId", "{id}"),
            ("CidrBlock", "{CidrBlock|}"),
            ("DefaultNetworkAcl", "acl-{hex}"),
            ("DefaultSecurityGroup", "sg-{hex}")),
        new("AWS::Events::Rule", "{Name|{name}}", ("Arn", "arn:{partition}:events:{region}:{account}:rule/{id}")),
        new("AWS::IAM::ManagedPolicy", "arn:{partition}:iam::{account}:policy/{ManagedPolicyName|{name}}", ("PolicyArn", "{id}")),
        new("AWS::IAM::Policy", "{name}", ("Id", "{id}")),
        new("AWS::IAM::Role", "{RoleName|{name}}", ("Arn", "arn:{partition}:iam::{account}:role/{id}"), ("RoleId", "AROA{alnum}")),
        new("AWS::KMS::Alias", "{AliasName|{name}}"),
        new("AWS::KMS::Key", "{uuid}", ("KeyId", "{id}"), ("Arn", "arn:{partition}:kms:{region}:{account}:key/{id}")),
        new("AWS::Lambda::EventInvokeConfig", "{name}"),
        new("AWS::Lambda::LayerVersion", "arn:{partition}:lambda:{region}:{account}:layer:{name}:1", ("LayerVersionArn", "{id}")),
        new("AWS::Logs::LogGroup", "{LogGroupName|{name}}", ("Arn", "arn:{partition}:logs:{region}:{account}:log-group:{id}:*")),
        new("AWS::Logs::MetricFilter", "{name}"),
        new("AWS::Logs::QueryDefinition", "{uuid}", ("QueryDefinitionId", "{id}")),
        new("AWS::Route53Resolver::FirewallDomainList", "rslvr-fdl-{hex}", ("Id", "{id}")),
        new("AWS::Route53Resolver::FirewallRuleGroup", "rslvr-frg-{hex}", ("Id", "{id}")),
        new("AWS::Route53Resolver::FirewallRuleGroupAssociation", "rslvr-frgassoc-{hex}", ("Id", "{id}")),
        new("AWS::S3::Bucket", "{BucketName|{name}}", ("Arn", "arn:{partition}:s3:::{id}"), ("DomainName", "{id}.s3.amazonaws.com")),
        new("AWS::SecretsManager::ResourcePolicy", "{name}", ("Id", "{id}")),
        new("AWS::SNS::Subscription", "{name}", ("Arn", "{id}")),
        new("AWS::SNS::Topic", "arn:{partition}:sns:{region}:{account}:{TopicName|{name}}", ("TopicArn", "{id}"), ("TopicName", "{TopicName|{name}}")),
        new("AWS::SNS::TopicPolicy", "{name}", ("Id", "{id}")),
        new(
            "AWS::SQS::Queue",
            "https://sqs.{region}.amazonaws.com/{account}/{QueueName|{name}}",
            ("Arn", "arn:{partition}:sqs:{region}:{account}:{QueueName|{name}}"),
            ("QueueName", "{QueueName|{name}}"),
            ("QueueUrl", "{id}")),
        new("AWS::SSM::Parameter", "{Name|{name}}", ("Type", "{Type|}"), ("Value", "{Value|}")),
        new("AWS::WAFv2::WebACLAssociation", "{name}"),
    }.ToFrozenDictionary(type => type.Type, StringComparer.Ordinal);

    /// <summary>An AWS type that is not in the table gets a name and the attribute Arn.</summary>
    public static PassiveType Find(string type) =>
        ByType.GetValueOrDefault(type) ?? new PassiveType(type, "{name}", ("Arn", $"arn:{{partition}}:{Service(type)}:{{region}}:{{account}}:{{name}}"));

    private static string Service(string type) => type.Split("::").ElementAtOrDefault(1)?.ToLowerInvariant() ?? "unknown";
}
