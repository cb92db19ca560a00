using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Secrets;

/// <summary>AWS::SecretsManager::Secret.</summary>
internal static class SecretResource
{
    private static readonly string[] Known = ["Description", "GenerateSecretString", "KmsKeyId", "Name", "ReplicaRegions", "SecretString", "Tags", "Type"];

    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan(Known);
        properties.RefuseUnemulated("Type");
        var name = properties.FindText("Name") ?? $"{request.LogicalId}-{request.Alphanumeric(12)}";
        var arn = request.Targets.Secrets.Create(name, Value(request), properties.FindText("Description"), properties.Tags());
        return request.Deployed(arn, ("Id", arn));
    }

    private static string Value(ResourceRequest request)
    {
        var generated = request.Properties.FindMap("GenerateSecretString");
        var given = request.Properties.FindText("SecretString");
        return (generated, given) switch
        {
            ({ } rules, null) => GeneratedSecretString.Create(rules),
            (null, { } text) => text,
            _ => throw new TemplateException(
                request.At,
                generated is null ? $"no value for the secret {request.LogicalId}" : $"both GenerateSecretString and SecretString in {request.LogicalId}",
                "GenerateSecretString or SecretString",
                "write one of them"),
        };
    }
}
