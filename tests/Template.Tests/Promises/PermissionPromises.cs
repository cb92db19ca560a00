using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

internal static class PermissionPromises
{
    private const string Gateway = "arn:${AWS::Partition}:apigateway:${AWS::Region}::";
    private const string Issued = "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:egress/${AWS::StackName}/*";
    private static readonly string[] OfSecrets = ["DescribeSecret", "GetSecretValue", "ListSecretVersionIds", "PutSecretValue", "RotateSecret", "TagResource", "UntagResource", "UpdateSecretVersionStage"];

    /// <summary>What Lambda does in the name of a function in the VPC; an interface that is not there yet has no ARN.</summary>
    private static readonly string[] InTheVpc = ["AssignPrivateIpAddresses", "CreateNetworkInterface", "DeleteNetworkInterface", "DescribeNetworkInterfaces", "DescribeSubnets", "UnassignPrivateIpAddresses"];

    /// <summary>What each function calls, as action and resource.</summary>
    private static readonly Dictionary<string, string[]> Calls = new()
    {
        ["CallerFunction"] = ["secretsmanager:GetSecretValue ConsumerSecret", "kms:Decrypt KmsKeyArn", .. OfEvery("CallerLog"), .. InTheVpc.Select(call => $"ec2:{call} *")],
        ["ProbeFunction"] = ["secretsmanager:GetSecretValue ConsumerSecret", $"secretsmanager:GetSecretValue {Issued}", "kms:Decrypt KmsKeyArn", .. OfEvery("ProbeLog"), .. InTheVpc.Select(call => $"ec2:{call} *")],
        ["AdminFunction"] =
        [
            $"apigateway:GET {Gateway}/apikeys", $"apigateway:GET {Gateway}/apikeys/*", $"apigateway:GET {Gateway}/usageplans", $"apigateway:GET {Gateway}/usageplans/*",
            $"apigateway:POST {Gateway}/apikeys", $"apigateway:POST {Gateway}/usageplans/*/keys", $"apigateway:PUT {Gateway}/tags/*", $"apigateway:POST {Gateway}/tags/*",
            $"apigateway:PATCH {Gateway}/apikeys/*", $"apigateway:DELETE {Gateway}/apikeys/* of the stack", $"apigateway:DELETE {Gateway}/usageplans/*/keys/*",
            $"apigateway:PATCH {Gateway}/usageplans/*/keys/*/usage",
            .. OfSecrets.Select(call => $"secretsmanager:{call} ConsumerSecret"), .. OfSecrets.Select(call => $"secretsmanager:{call} {Issued}"),
            $"secretsmanager:CreateSecret {Issued}", $"secretsmanager:DeleteSecret {Issued}", "secretsmanager:ListSecrets *", "lambda:InvokeFunction ProbeFunction",
            "lambda:InvokeFunction arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-AdminFunction-*",
            "kms:Decrypt KmsKeyArn", "kms:GenerateDataKey KmsKeyArn", .. OfEvery("AdminLog"),
        ],
    };

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("A function may do what its code calls, and nothing else", Overmighty,
            new("any secret", t => Statement(t, "CallerFunction", 0).Put("*", "Resource")),
            new("any key of KMS", t => t["CallerFunctionRole"].Properties.Put("*", "Policies", "0", "PolicyDocument", "Statement", "1", "Fn::If", "1", "Resource")),
            new("any call to the secret", t => Statement(t, "ProbeFunction", 0).Put("secretsmanager:*", "Action")),
            new("a call less than the code makes", t => Statement(t, "AdminFunction", 7).At("Action")!.AsArray().RemoveAt(3)),
            new("any log", t => Statement(t, "CallerFunction", 2).Put("*", "Resource")),
            new("a log group, which would have no retention", t => Statement(t, "ProbeFunction", 2).At("Action")!.AsArray().Add(JsonValue.Create("logs:CreateLogGroup"))),
            new("traces where none are wanted", t => t["AdminFunctionRole"].Properties.At("Policies", "0", "PolicyDocument", "Statement")!.AsArray().Add(JsonNode.Parse("""{"Effect": "Allow", "Action": "xray:PutTraceSegments", "Resource": "*"}"""))),
            new("any key's deletion", t => Statement(t, "AdminFunction", 4).Drop("Condition"))),
        new("What is logged of flows is for this account's flow logs to write, to their group", StrangeFlowRole,
            new("flow logs of anybody", t => t["FlowLogRole"].Properties.Drop("AssumeRolePolicyDocument", "Statement", "0", "Condition")),
            new("anything of this account", t => t["FlowLogRole"].Properties.Drop("AssumeRolePolicyDocument", "Statement", "0", "Condition", "ArnLike")),
            new("any group", t => t["FlowLogRole"].Properties.Put("*", "Policies", "0", "PolicyDocument", "Statement", "0", "Resource"))),
        new("A function has the role made for it, which is Lambda's to assume and has no managed policy", StrangeRoles,
            new("an administrator", t => t["CallerFunctionRole"].Properties.Put(new JsonArray("arn:aws:iam::aws:policy/AdministratorAccess"), "ManagedPolicyArns")),
            new("what SAM gives", t => t["AdminFunctionRole"].Properties.Put(new JsonArray("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"), "ManagedPolicyArns")),
            new("a role that others may assume", t => t["CallerFunctionRole"].Properties.Put("ec2.amazonaws.com", "AssumeRolePolicyDocument", "Statement", "0", "Principal", "Service")),
            new("a role from elsewhere", t => t["CallerFunction"].Properties.Put("arn:aws:iam::123456789012:role/admin", "Role"))),
    ];

    private static string[] OfEvery(string log) => [$"logs:CreateLogStream {log}", $"logs:PutLogEvents {log}", "xray:PutTelemetryRecords *", "xray:PutTraceSegments *"];

    private static JsonNode? Statement(DeployedTemplate template, string function, int index) => Statements(template, function).ElementAt(index);

    private static IEnumerable<JsonNode?> Statements(DeployedTemplate template, string function) =>
        template[function + "Role"].Properties.At("Policies").Items().SelectMany(policy => policy.At("PolicyDocument", "Statement").Items()).SelectMany(DeployedTemplate.Possible).Where(statement => statement.At("Effect") is not null);

    private static IEnumerable<string> Overmighty(DeployedTemplate template) =>
        from function in template.Functions
        let given = Statements(template, function.LogicalId).SelectMany(Permissions).Order(StringComparer.Ordinal).ToList()
        where !given.SequenceEqual(Calls[function.LogicalId].Order(StringComparer.Ordinal))
        select $"{function} may {string.Join(", ", given)}";

    private static IEnumerable<string> Permissions(JsonNode? statement) =>
        from action in statement.At("Action").Items()
        from resource in statement.At("Resource").Items()
        select $"{action} {resource.Text("Ref") ?? resource.Text("Fn::GetAtt", "0") ?? resource.Text("Fn::Sub") ?? resource.Text()}{(IsOfTheStack(statement) ? " of the stack" : "")}";

    private static bool IsOfTheStack(JsonNode? statement) => statement.At("Condition", "StringEquals", "aws:ResourceTag/egress:stack", "Ref").Text() == "AWS::StackName";

    private static IEnumerable<string> StrangeFlowRole(DeployedTemplate template)
    {
        var role = template["FlowLogRole"].Properties;
        var condition = JsonNode.Parse("""
            {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}, "ArnLike": {"aws:SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc-flow-log/*"}}}
            """);
        var isSound = role.At("AssumeRolePolicyDocument", "Statement", "0", "Condition").Is(condition)
            && role.At("Policies", "0", "PolicyDocument", "Statement").Items().All(statement => statement.At("Resource").Is(DeployedTemplate.Attribute("FlowLogGroup", "Arn")));
        return isSound ? [] : [$"FlowLogRole is {role!.ToJsonString()}"];
    }

    private static IEnumerable<string> StrangeRoles(DeployedTemplate template)
    {
        foreach (var function in template.Functions)
        {
            if (!function.Properties.At("Role").Is(DeployedTemplate.Attribute(function + "Role", "Arn")))
            {
                yield return $"{function} has the role {function.Properties.At("Role")}";
            }

            var role = template[function + "Role"].Properties;
            if (role.At("ManagedPolicyArns") is not null || !role.At("AssumeRolePolicyDocument", "Statement").Is(JsonNode.Parse("""[{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]""")))
            {
                yield return $"{function}'s role is {role!.ToJsonString()}";
            }
        }
    }
}
