using System.Collections.Immutable;

namespace Egress.Emulator.Gateway;

/// <summary>
/// What one gateway node knows at one moment: the stages, and of keys and plans the enabled keys only. Never changed: a change makes a table that shares with the
/// one before whatever stays, so that it costs the same whether there are ten keys or ten thousand.
/// </summary>
internal sealed record NodeTable
{
    public static readonly NodeTable Empty = new();

    private ImmutableDictionary<(string ApiId, string Name), ApiStage> Stages { get; init; } = ImmutableDictionary<(string ApiId, string Name), ApiStage>.Empty;
    private ImmutableDictionary<string, NodeKey> Keys { get; init; } = ImmutableDictionary<string, NodeKey>.Empty; // by value
    private ImmutableDictionary<string, NodePlan> Plans { get; init; } = ImmutableDictionary<string, NodePlan>.Empty; // by id

    public NodeTable With(ApiStage stage) => this with { Stages = Stages.SetItem((stage.ApiId, stage.Name), stage) };
    public NodeTable WithoutStage(string apiId, string stageName) => this with { Stages = Stages.Remove((apiId, stageName)) };

    public NodeTable With(string keyValue, NodeKey key) => this with { Keys = Keys.SetItem(keyValue, key) };
    public NodeTable WithoutKey(string keyValue) => this with { Keys = Keys.Remove(keyValue) };

    public NodeTable With(NodePlan plan) => this with { Plans = Plans.SetItem(plan.Id, plan) };
    public NodeTable WithoutPlan(string planId) => this with { Plans = Plans.Remove(planId) };

    public ApiStage? Stage(string apiId, string stageName) => Stages.GetValueOrDefault((apiId, stageName));

    /// <summary>The grant by which this key opens this stage; null when the key is unknown, disabled or in no plan of the stage.</summary>
    public KeyGrant? Find(string apiId, string stageName, string keyValue)
    {
        if (!Keys.TryGetValue(keyValue, out var key))
        {
            return null;
        }

        foreach (var planId in key.PlanIds)
        {
            if (Plans.GetValueOrDefault(planId) is { } plan && plan.Throttles(apiId, stageName) is { } methods)
            {
                return new KeyGrant { KeyId = key.Id, Owner = key.Owner, PlanId = plan.Id, ApiId = apiId, StageName = stageName, Throttle = plan.Throttle, Quota = plan.Quota, MethodThrottles = methods };
            }
        }

        return null;
    }
}
