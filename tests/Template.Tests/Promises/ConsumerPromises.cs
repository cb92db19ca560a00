using System.Text.Json.Nodes;

namespace Egress.Template.Tests.Promises;

/// <summary>The first consumer's secret, key and rotation.</summary>
internal static class ConsumerPromises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("The anchor key is made of the secret, enabled, and has no property that could change", ChangingAnchor,
            new("a description", t => t["AnchorKey"].Properties.Put("the first key", "Description")),
            new("a tag", t => t["AnchorKey"].Properties.Put(new JsonArray(), "Tags")),
            new("a name, which forbids a replacement", t => t["AnchorKey"].Properties.Put("anchor", "Name")),
            new("the service's default, disabled", t => t["AnchorKey"].Properties.Drop("Enabled")),
            new("a value in the template", t => t["AnchorKey"].Properties.Put("a-value-that-everybody-can-read", "Value"))),
        new("The secret is a document that Admin and clients read, with tags that Admin goes by", StrangeSecret,
            new("no consumer", t => t["ConsumerSecret"].Properties.Put("{}", "GenerateSecretString", "SecretStringTemplate")),
            new("a short key", t => t["ConsumerSecret"].Properties.Put(29, "GenerateSecretString", "PasswordLength")),
            new("a key with punctuation", t => t["ConsumerSecret"].Properties.Drop("GenerateSecretString", "ExcludePunctuation")),
            new("no tag of the stack", t => t["ConsumerSecret"].Properties.At("Tags")!.AsArray().RemoveAt(0)),
            new("a fixed name, which stays taken", t => t["ConsumerSecret"].Properties.Put("egress", "Name"))),
        new("Rotation is Admin's, on a schedule, and not at once", StrangeRotation,
            new("at once, the default", t => t["Rotation"].Properties.Drop("RotateImmediatelyOnUpdate")),
            new("before it is permitted", t => t["Rotation"].Declaration.Drop("DependsOn")),
            new("no schedule", t => t["Rotation"].Properties.Drop("RotationRules")),
            new("a permission for every secret of the account", t => t["RotationPermission"].Properties.Drop("SourceArn")),
            new("a permission for secrets of others", t => t["RotationPermission"].Properties.Drop("SourceAccount"))),
        new("Admin sweeps every quarter of an hour, and may be called for it by this rule only", StrangeSweep,
            new("never", t => t["SweepRule"].Declaration.Put("Custom::Other", "Type")),
            new("once a day", t => t["SweepRule"].Properties.Put("rate(1 day)", "ScheduleExpression")),
            new("by any rule of the account", t => t["SweepPermission"].Properties.Drop("SourceArn"))),
        new("Consumers that Admin issues are rotated by it, and only those of this stack", StrangeIssue,
            new("secrets of everybody", t => t["IssuedRotationPermission"].Properties.Drop("SourceArn")),
            new("nobody's", t => t["IssuedRotationPermission"].Declaration.Put("Custom::Other", "Type"))),
        new("Keys that rotations made go with the stack, after the last rotation and grant", OrphanedKeys,
            new("nobody to delete them", t => t["ManagedKeys"].Declaration.Put("Custom::Other", "Type")),
            new("a wait of an hour, should Admin never answer", t => t["ManagedKeys"].Properties.Drop("ServiceTimeout")),
            new("a rotation after their deletion", t => t["Rotation"].Declaration.Put("RotationPermission", "DependsOn")),
            new("a grant after their deletion", t => t["Granthttpbin"].Declaration.Drop("DependsOn"))),
    ];

    private static IEnumerable<string> StrangeSweep(DeployedTemplate template)
    {
        var (rule, permission) = (template["SweepRule"], template["SweepPermission"]);
        var permitted = JsonNode.Parse("""
            {"FunctionName": {"Ref": "AdminFunction"}, "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com", "SourceArn": {"Fn::GetAtt": ["SweepRule", "Arn"]}}
            """);
        return rule.Type == "AWS::Events::Rule" && rule.Properties.Text("ScheduleExpression") == "rate(15 minutes)" && rule.Properties.At("Targets", "0", "Arn").Is(DeployedTemplate.Attribute("AdminFunction", "Arn"))
            && permission.Properties.Is(permitted) ? [] : [$"SweepRule is {rule.Declaration.ToJsonString()}, SweepPermission {permission.Declaration.ToJsonString()}"];
    }

    private static IEnumerable<string> StrangeIssue(DeployedTemplate template)
    {
        var permitted = JsonNode.Parse("""
            {"FunctionName": {"Ref": "AdminFunction"}, "Action": "lambda:InvokeFunction", "Principal": "secretsmanager.amazonaws.com", "SourceAccount": {"Ref": "AWS::AccountId"},
             "SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:egress/${AWS::StackName}/*"}}
            """);
        var permission = template["IssuedRotationPermission"];
        return permission.Type == "AWS::Lambda::Permission" && permission.Properties.Is(permitted) ? [] : [$"IssuedRotationPermission is {permission.Declaration.ToJsonString()}"];
    }

    private static IEnumerable<string> OrphanedKeys(DeployedTemplate template)
    {
        var expected = JsonNode.Parse("""
            {"ServiceToken": {"Fn::GetAtt": ["AdminFunction", "Arn"]}, "ServiceTimeout": 960, "Consumer": {"Ref": "Consumer"}, "SecretId": {"Ref": "ConsumerSecret"}}
            """);
        if (template["ManagedKeys"] is not { Type: "Custom::EgressKeys" } keys || !keys.Properties.Is(expected))
        {
            yield return $"ManagedKeys is {template["ManagedKeys"].Declaration.ToJsonString()}";
        }

        foreach (var earlier in template.OfType("Custom::EgressGrant").Append(template["Rotation"]).Where(resource => !resource.ComesAfter("ManagedKeys")))
        {
            yield return $"{earlier} may go after ManagedKeys";
        }
    }

    private static IEnumerable<string> ChangingAnchor(DeployedTemplate template)
    {
        var expected = JsonNode.Parse("""{"Enabled": true, "Value": {"Fn::Sub": "{{resolve:secretsmanager:${ConsumerSecret}:SecretString:apiKey}}"}}""");
        return template["AnchorKey"].Properties.Is(expected) ? [] : [$"AnchorKey is {template["AnchorKey"].Properties!.ToJsonString()}"];
    }

    private static IEnumerable<string> StrangeSecret(DeployedTemplate template)
    {
        var secret = template["ConsumerSecret"].Properties;
        var generated = JsonNode.Parse("""
            {"SecretStringTemplate": {"Fn::Sub": "{\"schema\":1,\"consumer\":\"${Consumer}\"}"}, "GenerateStringKey": "apiKey", "PasswordLength": 48, "ExcludePunctuation": true}
            """);
        var tags = JsonNode.Parse("""[{"Key": "egress:stack", "Value": {"Ref": "AWS::StackName"}}, {"Key": "egress:consumer", "Value": {"Ref": "Consumer"}}]""");
        (string Fault, bool IsSound)[] checks =
        [
            ("its document is another", secret.At("GenerateSecretString").Is(generated)),
            ("its tags are others", secret.At("Tags").Is(tags)),
            ("it has a fixed name", secret.At("Name") is null),
        ];
        return checks.Where(check => !check.IsSound).Select(check => check.Fault);
    }

    private static IEnumerable<string> StrangeRotation(DeployedTemplate template)
    {
        var (rotation, permission) = (template["Rotation"], template["RotationPermission"]);
        var permitted = JsonNode.Parse("""
            {"FunctionName": {"Ref": "AdminFunction"}, "Action": "lambda:InvokeFunction", "Principal": "secretsmanager.amazonaws.com",
             "SourceAccount": {"Ref": "AWS::AccountId"}, "SourceArn": {"Ref": "ConsumerSecret"}}
            """);
        (string Fault, bool IsSound)[] checks =
        [
            ("it rotates at once", rotation.Properties.At("RotateImmediatelyOnUpdate").Is(false)),
            ("it may come before its permission", rotation.ComesAfter("RotationPermission")),
            ("it has no schedule", rotation.Properties.At("RotationRules", "AutomaticallyAfterDays").Is(DeployedTemplate.Reference("RotationDays"))),
            ("another function does it", rotation.Properties.At("RotationLambdaARN").Is(DeployedTemplate.Attribute("AdminFunction", "Arn"))),
            ("the permission is another", permission.Properties.Is(permitted)),
        ];
        return checks.Where(check => !check.IsSound).Select(check => check.Fault);
    }
}
