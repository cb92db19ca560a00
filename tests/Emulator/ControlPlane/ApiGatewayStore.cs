using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>
/// The state behind the API Gateway management API. Every change of a key, plan or stage is published to the gateway's nodes. Changes follow each other; whoever
/// reads takes the state as it is and waits for nobody.
/// </summary>
internal sealed class ApiGatewayStore(TimeProvider time, GatewayNodes nodes, UsageLedger usage)
{
    private readonly Lock _changing = new();
    private volatile ApiGatewayState _state = new();

    public TimeProvider Time { get; } = time;
    public GatewayNodes Nodes { get; } = nodes;
    public UsageLedger Usage { get; } = usage;

    /// <summary>Null: GetUsage tells at once what the gateway has counted.</summary>
    public UsageReports? Reports { get; set; }

    /// <summary>Draws ids and generated key values: seed it, and a run can be replayed. Only a change may draw: the changes take turns.</summary>
    public Random Random { private get; init; } = new();

    /// <summary>How often keys, plans, attachments or stages were changed.</summary>
    public int Changes { get; private set; }

    /// <summary>When the emulator deployed the template.</summary>
    public DateTimeOffset Deployed { get; } = time.GetUtcNow();

    /// <summary>Everything at this moment, and as it was at this moment for as long as somebody holds it.</summary>
    public ApiGatewayState Now => _state;

    public IReadOnlyCollection<RestApi> Apis => [.. Now.Apis.Items];
    public IReadOnlyList<ApiKeyRecord> Keys => [.. Now.Keys.Items];
    public IReadOnlyList<VpcLinkRecord> VpcLinks => [.. Now.VpcLinks.Items];
    public IReadOnlyList<UsagePlanRecord> Plans => [.. Now.Plans.Items];

    public RestApi? FindApi(string apiId) => Now.Apis.Find(apiId);
    public bool HasVpcLink(string id) => FindVpcLink(id) is not null;
    public VpcLinkRecord? FindVpcLink(string id) => Now.VpcLinks.Find(id);
    public ApiStage? FindStage(string apiId, string stageName) => Now.Stages.Find((apiId, stageName));
    public IReadOnlyCollection<ApiStage> StagesOf(string apiId) => [.. Now.StagesOf(apiId)];
    public ApiKeyRecord? FindKey(string keyId) => Now.Keys.Find(keyId);
    public UsagePlanRecord? FindPlan(string planId) => Now.Plans.Find(planId);
    public bool IsAttached(string planId, string keyId) => Now.Attachments.Has(planId, keyId);
    public IReadOnlyList<ApiKeyRecord> KeysOf(string planId) => [.. Now.KeysOf(planId)];
    public IReadOnlyList<UsagePlanRecord> PlansOf(string keyId) => [.. Now.PlansOf(keyId)];

    /// <summary>The template's APIs and stages are known to every node: they were deployed long ago.</summary>
    public void AddApi(RestApi api) => Commit(change => change.Put(api), _ => { });
    public void AddStage(ApiStage stage) => Commit(change => change.Put(stage), change => Nodes.Settle(change.ForNodes()));

    public void AddVpcLink(VpcLinkRecord link) => Commit(change => change.Put(link), _ => { });

    public ApiStage CreateStage(ApiStage stage) => Change(change =>
    {
        StageLimits.Check(stage, [.. change.State.StagesOf(stage.ApiId)]);
        return change.Put(stage);
    });

    public ApiStage UpdateStage(string apiId, string name, Func<ApiStage, ApiStage> update) =>
        Change(change => change.Put(update(change.State.Stage(apiId, name)) with { LastUpdatedDate = Time.GetUtcNow() }));

    /// <summary>The stage leaves the usage plans that had it. [hashicorp/terraform-provider-aws #14100]</summary>
    public void DeleteStage(string apiId, string name) => Change(change =>
    {
        change.Remove(change.State.Stage(apiId, name));
        foreach (var plan in change.State.Plans.Items.Where(plan => plan.ApiStages.Any(stage => (stage.ApiId, stage.StageName) == (apiId, name))).ToArray())
        {
            change.Put(plan with { ApiStages = [.. plan.ApiStages.Where(stage => (stage.ApiId, stage.StageName) != (apiId, name))] });
        }
    });

    public ApiKeyRecord CreateApiKey(NewApiKey key) => Change(change => change.Put(ApiKeyRules.Create(key, change.State, Time.GetUtcNow(), Random)));

    public ApiKeyRecord UpdateApiKey(string keyId, Func<ApiKeyRecord, ApiKeyRecord> update) =>
        Change(change => change.Put(update(change.State.Key(keyId)) with { LastUpdatedDate = Time.GetUtcNow() }));

    /// <summary>
    /// The key's attachments go with it [floci-io/floci #1883], and with them what was counted of it: once no node knows the key any more, for until then one may count.
    /// </summary>
    public void DeleteApiKey(string keyId) => Change(change => change.Remove(change.State.Key(keyId)), () => Usage.ForgetKey(keyId));

    /// <summary>A plan whose id is drawn.</summary>
    public UsagePlanRecord CreateUsagePlan(Func<string, UsagePlanRecord> plan) => Change(change => Add(change, plan(Identifier.Next(Random)[..UsagePlanRules.IdLength])));

    public UsagePlanRecord AddUsagePlan(UsagePlanRecord plan) => Change(change => Add(change, plan));

    public UsagePlanRecord UpdateUsagePlan(string planId, Func<UsagePlanRecord, UsagePlanRecord> update) => Change(change =>
    {
        var before = change.State.Plan(planId);
        var plan = update(before);
        UsagePlanRules.Check(plan, change.State, change.State.Plans.Count - 1, Usage.OffsetsByDays);
        UsagePlanRules.CheckKeys(before, plan, change.State);
        return change.Put(plan);
    });

    public void DeleteUsagePlan(string planId) => Change(
        change =>
        {
            UsagePlanRules.CheckDeletion(change.State.Plan(planId));
            change.Remove(change.State.Plan(planId));
        },
        () => Usage.ForgetPlan(planId));

    public void Attach(string usagePlanId, string keyId) => Change(change =>
    {
        var (plan, key) = (change.State.Plan(usagePlanId), change.State.Key(keyId));
        UsagePlanRules.CheckAttachment(plan, key, [.. change.State.PlansOf(keyId)]);
        change.Attach(plan, key);
    });

    public void Detach(string usagePlanId, string keyId) => Change(change =>
    {
        var plan = change.State.Plan(usagePlanId);
        change.Detach(plan, change.State.Attachments.Has(usagePlanId, keyId) ? change.State.Key(keyId) : throw ApiGatewayErrors.NoSuchKey());
    });

    public void UpdateTags(string apiId, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> update) =>
        Commit(change => change.Put(change.State.Api(apiId) with { Tags = update(change.State.Api(apiId).Tags) }), _ => { });

    public void UpdateTags(string apiId, string stageName, Func<IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> update) =>
        Commit(change => change.Put(change.State.Stage(apiId, stageName) with { Tags = update(change.State.Stage(apiId, stageName).Tags) }), _ => { });

    private UsagePlanRecord Add(ApiGatewayChange change, UsagePlanRecord plan)
    {
        UsagePlanRules.Check(plan, change.State, change.State.Plans.Count, Usage.OffsetsByDays);
        return change.Put(plan);
    }

    private void Change(Action<ApiGatewayChange> make, Action? everywhere = null) => Commit(make, change => Publish(change, everywhere));

    private T Change<T>(Func<ApiGatewayChange, T> make)
    {
        T result = default!;
        Commit(change => result = make(change), change => Publish(change, everywhere: null));
        return result;
    }

    private void Publish(ApiGatewayChange change, Action? everywhere)
    {
        Changes++;
        Nodes.Publish(change.ForNodes(), everywhere);
    }

    /// <summary>Published inside the lock, so that changes leave in the order in which they came about.</summary>
    private void Commit(Action<ApiGatewayChange> make, Action<ApiGatewayChange> publish)
    {
        lock (_changing)
        {
            var change = new ApiGatewayChange(_state);
            make(change);
            _state = change.State;
            publish(change);
        }
    }
}
