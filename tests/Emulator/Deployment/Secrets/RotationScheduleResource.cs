using Egress.Emulator.Deployment.Lambda;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Secrets;

/// <summary>AWS::SecretsManager::RotationSchedule.</summary>
internal static class RotationScheduleResource
{
    private const string Principal = "secretsmanager.amazonaws.com";

    private static readonly string[] Known =
    [
        "ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn", "HostedRotationLambda", "RotateImmediatelyOnUpdate", "RotationLambdaARN", "RotationRules", "SecretId",
    ];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan(Known);
        properties.RefuseUnemulated("HostedRotationLambda", "ExternalSecretRotationMetadata", "ExternalSecretRotationRoleArn");
        var secret = properties.Text("SecretId");
        var function = FunctionLookup.Require(request, "RotationLambdaARN");
        if (!request.Stack.Permissions.Contains(new LambdaPermission(function.Arn, Principal)))
        {
            throw new TemplateException(
                request.At,
                $"the rotation {request.LogicalId} by {function.LogicalId}, which {Principal} may not invoke",
                "an AWS::Lambda::Permission that exists before",
                $"declare one with Principal {Principal}, and name it in DependsOn here");
        }

        var rules = properties.FindMap("RotationRules");
        rules?.RefuseOthersThan("AutomaticallyAfterDays", "Duration", "ScheduleExpression");
        request.Targets.Secrets.ScheduleRotation(secret, function.Arn, rules?.FindText("ScheduleExpression"), rules?.FindInteger("AutomaticallyAfterDays", 1, 1000));
        request.Stack.RotationSchedules.Add(new RotationSchedule(secret, function.Arn, properties.IsTrue("RotateImmediatelyOnUpdate", otherwise: true)));
        return request.Deployed(secret, ("Id", secret));
    }
}
