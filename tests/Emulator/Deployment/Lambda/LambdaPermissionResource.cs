using Egress.Emulator.Functions;

namespace Egress.Emulator.Deployment.Lambda;

/// <summary>AWS::Lambda::Permission. It matters where a service checks for it at once, as Secrets Manager does.</summary>
internal static class LambdaPermissionResource
{
    private static readonly string[] Known =
    [
        "Action", "EventSourceToken", "FunctionName", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "Principal", "PrincipalOrgID", "SourceAccount", "SourceArn",
    ];

    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["SourceAccount"] = "AWS:SourceAccount",
        ["FunctionUrlAuthType"] = "lambda:FunctionUrlAuthType",
        ["PrincipalOrgID"] = "aws:PrincipalOrgID",
        ["EventSourceToken"] = "lambda:EventSourceToken",
    };

    public static DeployedResource Create(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan(Known);
        var function = FunctionLookup.Require(request, "FunctionName");
        var (id, action, principal) = (request.GeneratedName(), request.Properties.Text("Action"), request.Properties.Text("Principal"));
        if (action is "lambda:InvokeFunction" or "lambda:*")
        {
            request.Stack.Permissions.Add(new LambdaPermission(function.Arn, principal));
        }

        var equal = Conditions.Where(condition => request.Properties.Has(condition.Key)).ToDictionary(condition => condition.Value, condition => request.Properties.Text(condition.Key));
        request.Targets.Functions.Permit(new FunctionPermission(function.Arn, id, action, principal, equal, request.Properties.FindText("SourceArn")));
        return request.Deployed(id, ("Id", id));
    }
}
