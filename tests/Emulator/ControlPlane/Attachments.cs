using System.Collections.Immutable;

namespace Egress.Emulator.ControlPlane;

using Ids = OrderedItems<string, string>;

/// <summary>Which keys are in which plans, to be asked from both sides. Never changed: a change makes anew what it concerns and shares the rest.</summary>
internal sealed record Attachments
{
    public static readonly Attachments None = new();

    private ImmutableDictionary<string, Ids> PlansByKey { get; init; } = ImmutableDictionary<string, Ids>.Empty;
    private ImmutableDictionary<string, Ids> KeysByPlan { get; init; } = ImmutableDictionary<string, Ids>.Empty;

    public Ids PlansOf(string keyId) => PlansByKey.GetValueOrDefault(keyId) ?? Ids.Empty;
    public Ids KeysOf(string planId) => KeysByPlan.GetValueOrDefault(planId) ?? Ids.Empty;
    public bool Has(string planId, string keyId) => PlansOf(keyId).Contains(planId);

    public Attachments With(string planId, string keyId) => this with
    {
        PlansByKey = PlansByKey.SetItem(keyId, PlansOf(keyId).With(planId, planId)),
        KeysByPlan = KeysByPlan.SetItem(planId, KeysOf(planId).With(keyId, keyId)),
    };

    // An empty list stays as long as its key or plan does: places in it are not given out again.
    public Attachments Without(string planId, string keyId) => this with
    {
        PlansByKey = PlansByKey.SetItem(keyId, PlansOf(keyId).Without(planId)),
        KeysByPlan = KeysByPlan.SetItem(planId, KeysOf(planId).Without(keyId)),
    };

    public Attachments WithoutKey(string keyId)
    {
        var left = PlansOf(keyId).Items.Aggregate(this, (now, planId) => now.Without(planId, keyId));
        return left with { PlansByKey = left.PlansByKey.Remove(keyId) };
    }

    public Attachments WithoutPlan(string planId)
    {
        var left = KeysOf(planId).Items.Aggregate(this, (now, keyId) => now.Without(planId, keyId));
        return left with { KeysByPlan = left.KeysByPlan.Remove(planId) };
    }

    /// <summary>A key that is in both plans; null where there is none.</summary>
    public string? KeyInBoth(string planId, string otherPlanId)
    {
        var (fewer, more) = KeysOf(planId).Count <= KeysOf(otherPlanId).Count ? (planId, otherPlanId) : (otherPlanId, planId);
        return KeysOf(fewer).Items.FirstOrDefault(keyId => Has(more, keyId));
    }
}
