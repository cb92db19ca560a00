using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Egress.Testing;

namespace Egress.Admin.Tests;

/// <summary>Every call of AWS that the code can make is in the template's policy, and no other: the assembly's own references against template.yaml.</summary>
public sealed partial class LeastPrivilegeTests
{
    /// <summary>What IAM asks for each call: its action, and for the API Gateway management API the path.</summary>
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["IAmazonAPIGateway.CreateApiKey"] = ["apigateway:POST /apikeys", "apigateway:PUT /tags/*", "apigateway:POST /tags/*"], // it makes the key with tags
        ["IAmazonAPIGateway.CreateUsagePlanKey"] = ["apigateway:POST /usageplans/*/keys"],
        ["IAmazonAPIGateway.DeleteApiKey"] = ["apigateway:DELETE /apikeys/*"],
        ["IAmazonAPIGateway.DeleteUsagePlanKey"] = ["apigateway:DELETE /usageplans/*/keys/*"],
        ["IAmazonAPIGateway.GetApiKey"] = ["apigateway:GET /apikeys/*"],
        ["IAmazonAPIGateway.GetApiKeys"] = ["apigateway:GET /apikeys"],
        ["IAmazonAPIGateway.GetUsage"] = ["apigateway:GET /usageplans/*"],
        ["IAmazonAPIGateway.GetUsagePlanKey"] = ["apigateway:GET /usageplans/*"],
        ["IAmazonAPIGateway.GetUsagePlanKeys"] = ["apigateway:GET /usageplans/*"],
        ["IAmazonAPIGateway.GetUsagePlans"] = ["apigateway:GET /usageplans"],
        ["IAmazonAPIGateway.UpdateApiKey"] = ["apigateway:PATCH /apikeys/*"],
        ["IAmazonAPIGateway.UpdateUsage"] = ["apigateway:PATCH /usageplans/*/keys/*/usage"],
        ["IAmazonSecretsManager.CreateSecret"] = ["secretsmanager:CreateSecret"],
        ["IAmazonSecretsManager.DeleteSecret"] = ["secretsmanager:DeleteSecret"],
        ["IAmazonSecretsManager.DescribeSecret"] = ["secretsmanager:DescribeSecret"],
        ["IAmazonSecretsManager.GetSecretValue"] = ["secretsmanager:GetSecretValue"],
        ["IAmazonSecretsManager.ListSecrets"] = ["secretsmanager:ListSecrets"],
        ["IAmazonSecretsManager.ListSecretVersionIds"] = ["secretsmanager:ListSecretVersionIds"],
        ["IAmazonSecretsManager.PutSecretValue"] = ["secretsmanager:PutSecretValue"],
        ["IAmazonSecretsManager.RotateSecret"] = ["secretsmanager:RotateSecret", "lambda:InvokeFunction"],
        ["IAmazonSecretsManager.TagResource"] = ["secretsmanager:TagResource"],
        ["IAmazonSecretsManager.UntagResource"] = ["secretsmanager:UntagResource"],
        ["IAmazonSecretsManager.UpdateSecretVersionStage"] = ["secretsmanager:UpdateSecretVersionStage"],
        ["IAmazonLambda.Invoke"] = ["lambda:InvokeFunction"],
    };

    [Fact]
    public void What_the_code_calls_is_what_the_policy_allows()
    {
        var calls = Calls().ToArray();

        Assert.DoesNotContain(calls, call => !Needed.ContainsKey(call));
        Assert.Equal(calls.SelectMany(call => Needed[call]).Distinct().Order(StringComparer.Ordinal), Allowed().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void I9_no_code_changes_a_usage_plan() => Assert.DoesNotContain("IAmazonAPIGateway.UpdateUsagePlan", Calls());

    /// <summary>The operations of AWS clients that the assembly refers to, as <c>IAmazonAPIGateway.GetApiKey</c>.</summary>
    private static IEnumerable<string> Calls()
    {
        using var file = new PEReader(File.OpenRead(typeof(Function).Assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.MemberReferences
               let member = metadata.GetMemberReference(handle)
               where member.Parent.Kind == HandleKind.TypeReference
               let type = metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)
               let name = metadata.GetString(member.Name)
               where type.StartsWith("IAmazon", StringComparison.Ordinal) && name.EndsWith("Async", StringComparison.Ordinal)
               select $"{type}.{name[..^"Async".Length]}",
        ];
    }

    /// <summary>Admin's statements of the template, as action, and for API Gateway the path.</summary>
    private static IEnumerable<string> Allowed()
    {
        var template = File.ReadAllText(Repository.PathOf("template.yaml"));
        var admin = template[template.IndexOf("\n  AdminFunctionRole:", StringComparison.Ordinal)..];
        admin = admin[..admin.IndexOf("\n\n", StringComparison.Ordinal)];
        foreach (var statement in admin.Split("Sid: ").Skip(1))
        {
            var paths = Paths().Matches(statement).Select(match => match.Groups["path"].Value).ToArray();
            foreach (var action in Actions().Matches(statement).Select(match => match.Value))
            {
                foreach (var allowed in action.StartsWith("apigateway", StringComparison.Ordinal) ? paths.Select(path => $"{action} {path}") : [action])
                {
                    yield return allowed;
                }
            }
        }
    }

    [GeneratedRegex("(apigateway:[A-Z]+|secretsmanager:[A-Z][A-Za-z]+|lambda:InvokeFunction)(?=[\\s,\\]])")]
    private static partial Regex Actions();

    [GeneratedRegex("apigateway:\\$\\{AWS::Region\\}::(?<path>/\\S+)")]
    private static partial Regex Paths();
}
