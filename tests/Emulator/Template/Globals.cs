namespace Egress.Emulator.Template;

/// <summary>
/// SAM's section Globals: what all APIs and all functions have in common. Merged as SAM does (page "Globals section of the AWS SAM template"):
/// maps key by key, lists one after the other, anything else, functions too, from the resource.
/// </summary>
internal sealed class Globals
{
    private static readonly Dictionary<string, string[]> Supported = new(StringComparer.Ordinal)
    {
        ["Api"] =
        [
            "AccessLogSetting", "AlwaysDeploy", "Auth", "BinaryMediaTypes", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "Cors", "DefinitionUri", "Domain",
            "EndpointAccessMode", "EndpointConfiguration", "GatewayResponses", "MergeDefinitions", "MethodSettings", "MinimumCompressionSize", "Name", "OpenApiVersion",
            "PropagateTags", "SecurityPolicy", "TracingEnabled", "Variables",
        ],
        ["Function"] =
        [
            "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias", "AutoPublishAliasAllProperties", "CapacityProviderConfig", "CodeSigningConfigArn", "CodeUri",
            "DeadLetterQueue", "DeploymentPreference", "Description", "DurableConfig", "Environment", "EphemeralStorage", "EventInvokeConfig", "FileSystemConfigs",
            "FunctionScalingConfig", "FunctionUrlConfig", "Handler", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PermissionsBoundary", "PropagateTags",
            "ProvisionedConcurrencyConfig", "PublishToLatestPublished", "RecursiveLoop", "ReservedConcurrentExecutions", "RolePath", "Runtime", "RuntimeManagementConfig",
            "SnapStart", "SourceKMSKeyArn", "Tags", "TenancyConfig", "Timeout", "Tracing", "VersionDeletionPolicy", "VpcConfig",
        ],
    };

    private readonly MapNode? _section;

    public Globals(MapNode? section)
    {
        _section = section;
        _section?.RefuseOthersThan([.. Supported.Keys, "CapacityProvider", "HttpApi", "LayerVersion", "SimpleTable", "StateMachine", "WebSocketApi"], "the section Globals");
        foreach (var (kind, properties) in Supported)
        {
            Of(kind)?.RefuseOthersThan(properties, $"Globals of {kind}");
        }
    }

    public MapNode Merge(string resourceType, MapNode properties)
    {
        var global = resourceType switch
        {
            "AWS::Serverless::Api" => Of("Api"),
            "AWS::Serverless::Function" => Of("Function"),
            _ => null,
        };
        return global is null ? properties : Merge(global, properties);
    }

    private MapNode? Of(string kind) => _section?.Find(kind)?.AsMap($"Globals of {kind}");

    private static MapNode Merge(MapNode global, MapNode local)
    {
        var merged = global.Entries.Select(entry => local.TryGet(entry.Key, out var own) ? own with { Value = Merge(entry.Value, own.Value) } : entry);
        return new MapNode(local.At, [.. merged, .. local.Entries.Where(entry => !global.TryGet(entry.Key, out _))]);
    }

    private static Node Merge(Node global, Node local) => (global, local) switch
    {
        (MapNode left, MapNode right) when !IsFunction(left) && !IsFunction(right) => Merge(left, right),
        (ListNode left, ListNode right) => new ListNode(right.At, [.. left.Items, .. right.Items]),
        _ => local,
    };

    private static bool IsFunction(MapNode map) => Intrinsics.FunctionCall.Find(map) is not null;
}
