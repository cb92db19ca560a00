using Egress.Admin.Usage;

namespace Egress.Admin.Sweeping;

/// <summary>What the keys of each plan have used on one day, by plan and key id. What AWS did not tell is absent.</summary>
internal sealed record UsageFigures
{
    public Dictionary<string, IReadOnlyDictionary<string, UsageDay>> ByPlan { get; } = new(StringComparer.Ordinal);

    public UsageDay? Find(string planId, string keyId) => ByPlan.TryGetValue(planId, out var days) ? days.GetValueOrDefault(keyId) : null;
}
