using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>A usage plan: the stages it opens and how often its keys may call.</summary>
internal sealed record UsagePlanRecord
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }

    /// <summary>Of a product on AWS Marketplace: kept and shown, for the emulator sells nothing.</summary>
    public string? ProductCode { get; init; }

    public IReadOnlyList<PlanStage> ApiStages { get; init; } = [];
    public ThrottleLimit? Throttle { get; init; }
    public QuotaLimit? Quota { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
