namespace Egress.Admin.CustomResource;

/// <summary>What CloudFormation sends when it makes, changes or deletes one of our custom resources.</summary>
internal sealed record StackEvent
{
    public required string RequestType { get; init; }

    /// <summary>A presigned address that takes one PUT.</summary>
    public required Uri ResponseURL { get; init; }

    public required string StackId { get; init; }
    public required string RequestId { get; init; }
    public required string ResourceType { get; init; }
    public required string LogicalResourceId { get; init; }
    public string? PhysicalResourceId { get; init; }
    public ResourceProperties ResourceProperties { get; init; } = new();

    /// <summary>Constant: an id that changed on Update would make CloudFormation send a Delete for the old one.</summary>
    public string StableId => PhysicalResourceId ?? $"{StackId[(StackId.LastIndexOf('/') + 1)..]}-{LogicalResourceId}";
}
