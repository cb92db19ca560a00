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

    /// <summary>A setter, not init: generated JSON code calls every init accessor, and absent properties would be null.</summary>
    public ResourceProperties ResourceProperties { get; set; } = new();

    /// <summary>Constant: an id that changed on Update would make CloudFormation send a Delete for the old one.</summary>
    public string StableId => PhysicalResourceId ?? $"{StackId[(StackId.LastIndexOf('/') + 1)..]}-{LogicalResourceId}";
}
