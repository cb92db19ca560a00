namespace Egress.Emulator.Deployment.Lambda;

/// <summary>AWS::Lambda::Permission. It matters where a service checks for it at once, as Secrets Manager does.</summary>
internal static class LambdaPermissionResource
{
    private static readonly string[] Known =
    [
        "Action", "EventSourceToken", "FunctionName", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "Principal", "PrincipalOrgID", "SourceAccount", "SourceArn",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan(Known);
        var function = FunctionLookup.Require(request, "FunctionName");
        if (request.Properties.Text("Action") is "lambda:InvokeFunction" or "lambda:*")
        {
            request.Stack.Permissions.Add(new LambdaPermission(function.Arn, request.Properties.Text("Principal")));
        }

        var id = request.GeneratedName();
        return request.Deployed(id, ("Id", id));
    }
}
