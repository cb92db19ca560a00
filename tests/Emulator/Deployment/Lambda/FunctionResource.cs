using Egress.Emulator.Functions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.Lambda;

/// <summary>AWS::Serverless::Function and AWS::Lambda::Function: code in a folder beside the template, started as a process.</summary>
internal static class FunctionResource
{
    // AWS page "Lambda quotas".
    private const int LongestTimeoutSeconds = 900;
    private const int LeastMemoryMegabytes = 128;
    private const int MostMemoryMegabytes = 10_240;

    private static readonly string[] KnownToBoth =
    [
        "Architectures", "CapacityProviderConfig", "CodeSigningConfigArn", "Description", "DurableConfig", "Environment", "EphemeralStorage", "FileSystemConfigs",
        "FunctionName", "FunctionScalingConfig", "Handler", "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType", "PublishToLatestPublished",
        "RecursiveLoop", "ReservedConcurrentExecutions", "Role", "Runtime", "RuntimeManagementConfig", "SnapStart", "Tags", "TenancyConfig", "Timeout", "VpcConfig",
    ];

    private static readonly string[] KnownToServerless =
    [
        "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties", "AutoPublishCodeSha256", "CodeUri", "Connectors", "DeadLetterQueue",
        "DeploymentPreference", "EventInvokeConfig", "Events", "FunctionUrlConfig", "ImageUri", "InlineCode", "PermissionsBoundary", "Policies", "PropagateTags",
        "ProvisionedConcurrencyConfig", "RolePath", "SourceKMSKeyArn", "Tracing", "VersionDeletionPolicy", "VersionDescription",
    ];

    public static DeployedResource CreateServerless(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan([.. KnownToBoth, .. KnownToServerless]);
        request.Properties.RefuseUnemulated("InlineCode", "ImageUri");
        FunctionEvents.Note(request);
        var deployed = Create(request, "CodeUri");
        var arn = deployed.Attributes["Arn"].AsText("Arn");
        return request.Properties.FindText("AutoPublishAlias") is { } alias
            ? deployed with { Generated = new Dictionary<string, string> { ["Alias"] = $"{arn}:{alias}", ["Version"] = $"{arn}:1" } }
            : deployed;
    }

    public static DeployedResource CreatePlain(ResourceRequest request)
    {
        request.Properties.RefuseOthersThan([.. KnownToBoth, "Code", "DeadLetterConfig", "TracingConfig"]);
        request.Properties.Text("Role");
        return Create(request, "Code");
    }

    private static DeployedResource Create(ResourceRequest request, string codeProperty)
    {
        var properties = request.Properties;
        if (properties.FindText("PackageType") is "Image")
        {
            throw request.Refuse("PackageType", "a container image", "PackageType: Zip, code in a folder", "guard the function with a condition that is false here");
        }

        if (properties.Items("Layers").Count > 0)
        {
            request.Stack.Notes.Add($"{request.LogicalId} runs without its layers");
        }

        var name = properties.FindText("FunctionName") ?? request.GeneratedName();
        var arn = request.Arn("lambda", $"function:{name}");
        request.Targets.Functions.Add(new FunctionDefinition
        {
            LogicalId = request.LogicalId,
            Name = name,
            Arn = arn,
            CodeFolder = CodeFolder(request, codeProperty),
            Handler = properties.Text("Handler"),
            Runtime = properties.Text("Runtime"),
            Environment = FunctionEnvironment.Read(request),
            Timeout = TimeSpan.FromSeconds(properties.FindInteger("Timeout", 1, LongestTimeoutSeconds) ?? 3),
            MemoryMegabytes = properties.FindInteger("MemorySize", LeastMemoryMegabytes, MostMemoryMegabytes) ?? LeastMemoryMegabytes,
            IsInVpc = properties.FindMap("VpcConfig") is { } vpc && vpc.Texts("SubnetIds").Count > 0,
            SubnetIds = properties.FindMap("VpcConfig")?.Texts("SubnetIds") ?? [],
            SecurityGroupIds = properties.FindMap("VpcConfig")?.Texts("SecurityGroupIds") ?? [],
            ReservedConcurrency = properties.FindInteger("ReservedConcurrentExecutions"),
            Description = properties.FindText("Description") ?? "",
            Role = properties.FindText("Role"),
            Architecture = properties.Texts("Architectures") is [var architecture, ..] ? architecture : "x86_64",
            Tags = properties.Tags(),
            Tracing = properties.FindText("Tracing") ?? properties.FindMap("TracingConfig")?.FindText("Mode") ?? "PassThrough",
        });
        return request.Deployed(name, ("Arn", arn));
    }

    private static string CodeFolder(ResourceRequest request, string property)
    {
        var code = request.Properties.Require(property) as ScalarNode
            ?? throw request.Refuse(property, $"{property} in a bucket", "a folder beside the template", "name the folder; `sam build` and `sam package` need no more");
        var template = Path.GetDirectoryName(Path.GetFullPath(request.Stack.Template.File))!;
        var folder = Path.Combine(template, code.AsText(property));
        return Directory.Exists(folder)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))
            : throw request.Refuse(property, $"{property} '{code.Text}', which is no folder", "a folder, its path relative to the template", "correct it");
    }
}
