namespace Egress.Admin.Grants;

/// <summary>A usage plan, with the stages of our API that it opens.</summary>
internal sealed record UsagePlan
{
    public required string Id { get; init; }
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>DAY, WEEK or MONTH; null for a plan without quota.</summary>
    public string? QuotaPeriod { get; init; }

    /// <summary>Calls of one key in a period; null for a plan without quota.</summary>
    public long? QuotaLimit { get; init; }
}
