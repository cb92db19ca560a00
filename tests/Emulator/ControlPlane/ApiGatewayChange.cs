using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>A change in the making: the state as it will be, and what of it the gateway's nodes have to be told. One that fails half-way leaves nothing.</summary>
internal sealed class ApiGatewayChange(ApiGatewayState state)
{
    private readonly List<Func<NodeTable, NodeTable>> _forNodes = [];

    public ApiGatewayState State { get; private set; } = state;

    /// <summary>The same change where a node makes it. It holds nothing but what the node has to know: thousands may be on their way.</summary>
    public Func<NodeTable, NodeTable> ForNodes()
    {
        Func<NodeTable, NodeTable>[] changes = [.. _forNodes];
        return table => changes.Aggregate(table, (now, change) => change(now));
    }

    public void Put(RestApi api) => State = State with { Apis = State.Apis.With(api.Id, api) };

    public void Put(VpcLinkRecord link) => State = State with { VpcLinks = State.VpcLinks.With(link.Id, link) };

    public ApiStage Put(ApiStage stage)
    {
        State = State with { Stages = State.Stages.With((stage.ApiId, stage.Name), stage) };
        _forNodes.Add(table => table.With(stage));
        return stage;
    }

    public void Remove(ApiStage stage)
    {
        State = State with { Stages = State.Stages.Without((stage.ApiId, stage.Name)) };
        _forNodes.Add(table => table.WithoutStage(stage.ApiId, stage.Name));
    }

    /// <summary>A key's value is its own for good.</summary>
    /// <exception cref="ArgumentException">Another key has this value.</exception>
    public ApiKeyRecord Put(ApiKeyRecord key)
    {
        State = State with { Keys = State.Keys.With(key.Id, key), KeyIdsByValue = State.KeyIdsByValue.Add(key.Value, key.Id) };
        Tell(key);
        return key;
    }

    public void Remove(ApiKeyRecord key)
    {
        State = State with { Keys = State.Keys.Without(key.Id), KeyIdsByValue = State.KeyIdsByValue.Remove(key.Value), Attachments = State.Attachments.WithoutKey(key.Id) };
        _forNodes.Add(table => table.WithoutKey(key.Value));
    }

    public UsagePlanRecord Put(UsagePlanRecord plan)
    {
        State = State with { Plans = State.Plans.With(plan.Id, plan) };
        var known = new NodePlan(plan.Id, plan.Throttle, plan.Quota, [.. plan.ApiStages.Select(stage => new NodePlan.OpenStage(stage.ApiId, stage.StageName, stage.Throttles))]);
        _forNodes.Add(table => table.With(known));
        return plan;
    }

    public void Remove(UsagePlanRecord plan)
    {
        ApiKeyRecord[] keys = [.. State.KeysOf(plan.Id)];
        State = State with { Plans = State.Plans.Without(plan.Id), Attachments = State.Attachments.WithoutPlan(plan.Id) };
        _forNodes.Add(table => table.WithoutPlan(plan.Id));
        Array.ForEach(keys, Tell);
    }

    public void Attach(UsagePlanRecord plan, ApiKeyRecord key)
    {
        State = State with { Attachments = State.Attachments.With(plan.Id, key.Id) };
        Tell(key);
    }

    public void Detach(UsagePlanRecord plan, ApiKeyRecord key)
    {
        State = State with { Attachments = State.Attachments.Without(plan.Id, key.Id) };
        Tell(key);
    }

    private void Tell(ApiKeyRecord key)
    {
        if (!key.Enabled)
        {
            _forNodes.Add(table => table.WithoutKey(key.Value));
            return;
        }

        var known = new NodeKey(key.Id, key.CustomerId ?? key.Name, [.. State.Attachments.PlansOf(key.Id).Items]);
        _forNodes.Add(table => table.With(key.Value, known));
    }
}
