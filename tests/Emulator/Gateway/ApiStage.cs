namespace Egress.Emulator.Gateway;

/// <summary>A deployed stage: the first path segment of every call.</summary>
internal sealed record ApiStage
{
    public required string ApiId { get; init; }
    public required string Name { get; init; }
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
    public string? AccessLogFormat { get; init; }

    /// <summary>The stage's method settings, by <c>{resource path}/{METHOD}</c>; <c>*/*</c> stands for all.</summary>
    public IReadOnlyDictionary<string, ThrottleLimit> MethodThrottles { get; init; } = new Dictionary<string, ThrottleLimit>();

    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public DateTimeOffset CreatedDate { get; init; }
}
