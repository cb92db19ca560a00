using System.Text.Json.Nodes;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>A function's resource policy, as AddPermission writes it. [recorded with test_add_lambda_permission_fields, 2024-2025]</summary>
internal static class PolicyJson
{
    private const int AccountIdLength = 12;

    public static string Of(IEnumerable<FunctionPermission> permissions) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Id"] = "default",
        ["Statement"] = new JsonArray([.. permissions.Select(Statement)]),
    }.ToJsonString();

    private static JsonObject Statement(FunctionPermission permission)
    {
        var json = new JsonObject
        {
            ["Sid"] = permission.StatementId,
            ["Effect"] = "Allow",
            ["Principal"] = Principal(permission.Principal),
            ["Action"] = permission.Action,
            ["Resource"] = permission.FunctionArn,
        };
        var condition = new JsonObject();
        if (permission.Equal.Count > 0)
        {
            condition["StringEquals"] = permission.Equal.ToJson();
        }

        if (permission.SourceArn is { } arn)
        {
            condition["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = arn };
        }

        if (condition.Count > 0)
        {
            json["Condition"] = condition;
        }

        return json;
    }

    private static JsonNode Principal(string principal) => principal switch
    {
        "*" => "*",
        { Length: AccountIdLength } when principal.All(char.IsAsciiDigit) => new JsonObject { ["AWS"] = $"arn:aws:iam::{principal}:root" },
        _ when principal.StartsWith("arn:", StringComparison.Ordinal) => new JsonObject { ["AWS"] = principal },
        _ => new JsonObject { ["Service"] = principal },
    };
}
