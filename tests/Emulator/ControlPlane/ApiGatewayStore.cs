using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway;
using PlanKey = Egress.Emulator.ControlPlane.ApiGatewayState.PlanKey;

namespace Egress.Emulator.ControlPlane;

/// <summary>The state behind the API Gateway management API. Every change of a key, plan or stage is published to the gateway's nodes.</summary>
internal sealed class ApiGatewayStore(TimeProvider time, GatewayNodes nodes, UsageLedger usage)
{
    private readonly Lock _lock = new();
    private ApiGatewayState _state = new();

    public TimeProvider Time { get; } = time;
    public GatewayNodes Nodes { get; } = nodes;
    public UsageLedger Usage { get; } = usage;

    /// <summary>Null: GetUsage tells at once what the gateway has counted.</summary>
    public UsageReports? Reports { get; set; }

    /// <summary>Draws ids and generated key values: seed it, and a run can be replayed.</summary>
    public Random Random { get; init; } = new();

    /// <summary>How often keys, plans, attachments or stages were changed.</summary>
    public int Changes { get; private set; }

    /// <summary>When the emulator deployed the template.</summary>
    public DateTimeOffset Deployed { get; } = time.GetUtcNow();

    public IReadOnlyCollection<RestApi> Apis => Read(state => state.Apis.Values.ToArray());
    public IReadOnlyList<ApiKeyRecord> Keys => Read(state => state.Keys.Values.ToArray());
    public IReadOnlyList<VpcLinkRecord> VpcLinks => Read(state => state.VpcLinks.Values.ToArray());
    public IReadOnlyList<UsagePlanRecord> Plans => Read(state => state.Plans.Values.ToArray());

    public RestApi? FindApi(string apiId) => Read(state => state.Apis.GetValueOrDefault(apiId));
    public bool HasVpcLink(string id) => Read(state => state.VpcLinks.ContainsKey(id));
    public VpcLinkRecord? FindVpcLink(string id) => Read(state => state.VpcLinks.GetValueOrDefault(id));
    public ApiStage? FindStage(string apiId, string stageName) => Read(state => state.Stages.GetValueOrDefault((apiId, stageName)));
    public IReadOnlyCollection<ApiStage> StagesOf(string apiId) => Read(state => state.Stages.Values.Where(stage => stage.ApiId == apiId).ToArray());
    public ApiKeyRecord? FindKey(string keyId) => Read(state => state.Keys.GetValueOrDefault(keyId));
    public UsagePlanRecord? FindPlan(string planId) => Read(state => state.Plans.GetValueOrDefault(planId));
    public bool IsAttached(string planId, string keyId) => Read(state => state.Attachments.Contains(new PlanKey(planId, keyId)));
    public IReadOnlyList<ApiKeyRecord> KeysOf(string planId) => Read(state => state.KeysOf(planId));
    public IReadOnlyList<UsagePlanRecord> PlansOf(string keyId) => Read(state => state.PlansOf(keyId));

    /// <summary>The template's APIs and stages are known to every node: they were deployed long ago.</summary>
    public void AddApi(RestApi api) => Commit(state => state.Apis[api.Id] = api, _ => { });
    public void AddStage(ApiStage stage) => Commit(state => state.Stages[(stage.ApiId, stage.Name)] = stage, Nodes.Settle);

    public void AddVpcLink(VpcLinkRecord link) => Commit(state => state.VpcLinks[link.Id] = link, _ => { });

    public ApiStage CreateStage(ApiStage stage) => Change(state =>
    {
        StageLimits.Check(stage, [.. state.Stages.Values.Where(other => other.ApiId == stage.ApiId)]);
        return state.Stages[(stage.ApiId, stage.Name)] = stage;
    });

    public ApiStage UpdateStage(string apiId, string name, Func<ApiStage, ApiStage> update) => Change(state =>
        state.Stages[(apiId, name)] = update(state.Stage(apiId, name)) with { LastUpdatedDate = Time.GetUtcNow() });

    /// <summary>The stage leaves the usage plans that had it. [hashicorp/terraform-provider-aws #14100]</summary>
    public void DeleteStage(string apiId, string name) => Change(state =>
    {
        foreach (var plan in state.Plans.Values.Where(plan => plan.ApiStages.Any(stage => (stage.ApiId, stage.StageName) == (apiId, name))).ToArray())
        {
            state.Plans[plan.Id] = plan with { ApiStages = [.. plan.ApiStages.Where(stage => (stage.ApiId, stage.StageName) != (apiId, name))] };
        }

        return state.Stages.Remove((apiId, state.Stage(apiId, name).Name));
    });

    public ApiKeyRecord CreateApiKey(NewApiKey key) => Change(state =>
    {
        var record = ApiKeyRules.Create(key, state.Keys.Values, Time.GetUtcNow(), Random);
        return state.Keys[record.Id] = record;
    });

    public ApiKeyRecord UpdateApiKey(string keyId, Func<ApiKeyRecord, ApiKeyRecord> update) =>
        Change(state => state.Keys[keyId] = update(state.Key(keyId)) with { LastUpdatedDate = Time.GetUtcNow() });

    /// <summary>The key's attachments go with it [floci-io/floci #1883], and with them what was counted of it.</summary>
    public void DeleteApiKey(string keyId)
    {
        Change(state =>
        {
            state.Key(keyId);
            state.Attachments.RemoveAll(attached => attached.KeyId == keyId);
            return state.Keys.Remove(keyId);
        });
        Usage.ForgetKey(keyId);
    }

    public UsagePlanRecord AddUsagePlan(UsagePlanRecord plan) => Change(state =>
    {
        UsagePlanRules.Check(plan, (api, stage) => state.Stages.ContainsKey((api, stage)), state.Plans.Count, Usage.OffsetsByDays);
        return state.Plans[plan.Id] = plan;
    });

    public UsagePlanRecord UpdateUsagePlan(string planId, Func<UsagePlanRecord, UsagePlanRecord> update) => Change(state =>
    {
        var plan = update(state.Plan(planId));
        UsagePlanRules.Check(plan, (api, stage) => state.Stages.ContainsKey((api, stage)), state.Plans.Count - 1, Usage.OffsetsByDays);
        foreach (var key in state.KeysOf(planId))
        {
            UsagePlanRules.CheckStages(plan, key.Id, state.PlansOf(key.Id).Where(other => other.Id != planId));
        }

        return state.Plans[planId] = plan;
    });

    public void DeleteUsagePlan(string planId)
    {
        Change(state =>
        {
            UsagePlanRules.CheckDeletion(state.Plan(planId));
            state.Attachments.RemoveAll(attached => attached.PlanId == planId);
            return state.Plans.Remove(planId);
        });
        Usage.ForgetPlan(planId);
    }

    public void Attach(string usagePlanId, string keyId) => Change(state =>
    {
        var (plan, key) = (state.Plan(usagePlanId), state.Key(keyId));
        UsagePlanRules.CheckAttachment(plan, key, state.PlansOf(keyId));
        state.Attachments.Add(new PlanKey(usagePlanId, keyId));
        return key;
    });

    public void Detach(string usagePlanId, string keyId) => Change(state =>
    {
        state.Plan(usagePlanId);
        return state.Attachments.Remove(new PlanKey(usagePlanId, keyId)) ? true : throw ApiGatewayErrors.NoSuchKey();
    });

    public void UpdateTags(RestApi api, IReadOnlyDictionary<string, string> tags) => Commit(state => state.Apis[api.Id] = api with { Tags = tags }, _ => { });
    public void UpdateTags(ApiStage stage, IReadOnlyDictionary<string, string> tags) =>
        Commit(state => state.Stages[(stage.ApiId, stage.Name)] = state.Stage(stage.ApiId, stage.Name) with { Tags = tags }, _ => { });

    private T Read<T>(Func<ApiGatewayState, T> read)
    {
        lock (_lock)
        {
            return read(_state);
        }
    }

    private T Change<T>(Func<ApiGatewayState, T> change) => Commit(change, table =>
    {
        Changes++;
        Nodes.Publish(table);
    });

    /// <summary>Nothing is kept until the nodes' table is made of it. Published inside the lock, so that tables leave in the order in which they came about.</summary>
    private T Commit<T>(Func<ApiGatewayState, T> change, Action<NodeTable> publish)
    {
        lock (_lock)
        {
            var next = _state.Copy();
            var result = change(next);
            var table = next.Table();
            _state = next;
            publish(table);
            return result;
        }
    }
}
