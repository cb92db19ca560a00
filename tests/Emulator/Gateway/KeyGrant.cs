namespace Egress.Emulator.Gateway;

/// <summary>That a key may call a stage, through which plan, and how often.</summary>
internal sealed record KeyGrant
{
    public required string KeyId { get; init; }
    public required string PlanId { get; init; }
    public required string ApiId { get; init; }
    public required string StageName { get; init; }
    public ThrottleLimit? Throttle { get; init; }
    public QuotaLimit? Quota { get; init; }

    /// <summary>By <c>{resource path}/{METHOD}</c>, as in a plan's <c>apiStages[].throttle</c>.</summary>
    public IReadOnlyDictionary<string, ThrottleLimit> MethodThrottles { get; init; } = new Dictionary<string, ThrottleLimit>();
}
