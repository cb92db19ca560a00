namespace Egress.Emulator.Template;

/// <summary>A resource that this stack has: its condition holds, its loops are unrolled. The properties are not evaluated yet.</summary>
internal sealed record TemplateResource
{
    public static readonly string[] Attributes =
    [
        "Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "IgnoreGlobals", "Metadata", "Properties", "Type", "UpdatePolicy", "UpdateReplacePolicy",
    ];

    public required string LogicalId { get; init; }
    public required string Type { get; init; }
    public required SourceLocation At { get; init; }
    public required MapNode Properties { get; init; }
    public required LoopVariables Variables { get; init; }
    public IReadOnlyList<ScalarNode> DependsOn { get; init; } = [];
    public bool IsCustom => Type == "AWS::CloudFormation::CustomResource" || Type.StartsWith("Custom::", StringComparison.Ordinal);
}
