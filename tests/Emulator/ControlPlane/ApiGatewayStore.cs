using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>The state behind the API Gateway management API. Every change of a key or plan is published to the gateway's nodes.</summary>
internal sealed class ApiGatewayStore(TimeProvider time, GatewayNodes nodes, UsageLedger usage)
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, RestApi> _apis = [];
    private readonly OrderedDictionary<(string ApiId, string Name), ApiStage> _stages = [];
    private readonly OrderedDictionary<string, ApiKeyRecord> _keys = [];
    private readonly OrderedDictionary<string, UsagePlanRecord> _plans = [];
    private readonly List<PlanKey> _attachments = [];
    private readonly HashSet<string> _vpcLinks = [];

    public TimeProvider Time { get; } = time;
    public GatewayNodes Nodes { get; } = nodes;
    public UsageLedger Usage { get; } = usage;

    /// <summary>Null: GetUsage tells at once what the gateway has counted.</summary>
    public UsageReports? Reports { get; set; }

    /// <summary>Draws ids and generated key values: seed it, and a run can be replayed.</summary>
    public Random Random { get; init; } = new();

    /// <summary>How often keys, plans or attachments were changed.</summary>
    public int Changes { get; private set; }

    /// <summary>When the emulator deployed the template.</summary>
    public DateTimeOffset Deployed { get; } = time.GetUtcNow();

    public IReadOnlyCollection<RestApi> Apis => Locked(() => _apis.Values.ToArray());
    public IReadOnlyList<ApiKeyRecord> Keys => Locked(() => _keys.Values.ToArray());
    public IReadOnlyList<UsagePlanRecord> Plans => Locked(() => _plans.Values.ToArray());

    public void AddApi(RestApi api) => Locked(() => _apis[api.Id] = api);
    public void AddStage(ApiStage stage) => Locked(() => _stages[(stage.ApiId, stage.Name)] = stage);
    public void AddVpcLink(string id) => Locked(() => _vpcLinks.Add(id));
    public bool HasVpcLink(string id) => Locked(() => _vpcLinks.Contains(id));
    public RestApi? FindApi(string apiId) => Locked(() => _apis.GetValueOrDefault(apiId));
    public ApiStage? FindStage(string apiId, string stageName) => Locked(() => _stages.GetValueOrDefault((apiId, stageName)));
    public IReadOnlyCollection<ApiStage> StagesOf(string apiId) => Locked(() => _stages.Values.Where(stage => stage.ApiId == apiId).ToArray());

    public ApiKeyRecord? FindKey(string keyId) => Locked(() => _keys.GetValueOrDefault(keyId));
    public UsagePlanRecord? FindPlan(string planId) => Locked(() => _plans.GetValueOrDefault(planId));
    public bool IsAttached(string planId, string keyId) => Locked(() => _attachments.Contains(new PlanKey(planId, keyId)));

    public IReadOnlyList<ApiKeyRecord> KeysOf(string planId) =>
        Locked(() => _attachments.Where(attached => attached.PlanId == planId).Select(attached => _keys[attached.KeyId]).ToArray());

    public IReadOnlyList<UsagePlanRecord> PlansOf(string keyId) =>
        Locked(() => _attachments.Where(attached => attached.KeyId == keyId).Select(attached => _plans[attached.PlanId]).ToArray());

    public ApiKeyRecord CreateApiKey(NewApiKey key) => Change(() =>
    {
        var record = ApiKeyRules.Create(key, _keys.Values, Time.GetUtcNow(), Random);
        return _keys[record.Id] = record;
    });

    public ApiKeyRecord UpdateApiKey(string keyId, Func<ApiKeyRecord, ApiKeyRecord> update) =>
        Change(() => _keys[keyId] = update(Key(keyId)) with { LastUpdatedDate = Time.GetUtcNow() });

    /// <summary>The key's attachments go with it [floci-io/floci #1883].</summary>
    public void DeleteApiKey(string keyId) => Change(() =>
    {
        Key(keyId);
        _attachments.RemoveAll(attached => attached.KeyId == keyId);
        return _keys.Remove(keyId);
    });

    public UsagePlanRecord AddUsagePlan(UsagePlanRecord plan) => Change(() =>
    {
        UsagePlanRules.Check(plan, (api, stage) => _stages.ContainsKey((api, stage)), _plans.Count);
        return _plans[plan.Id] = plan;
    });

    public UsagePlanRecord UpdateUsagePlan(string planId, Func<UsagePlanRecord, UsagePlanRecord> update) => Change(() =>
    {
        var plan = update(Plan(planId));
        UsagePlanRules.Check(plan, (api, stage) => _stages.ContainsKey((api, stage)), _plans.Count - 1);
        foreach (var attached in _attachments.Where(attached => attached.PlanId == planId))
        {
            UsagePlanRules.CheckStages(plan, attached.KeyId, OtherPlans(attached.KeyId, planId));
        }

        return _plans[planId] = plan;
    });

    public void DeleteUsagePlan(string planId) => Change(() =>
    {
        UsagePlanRules.CheckDeletion(Plan(planId));
        _attachments.RemoveAll(attached => attached.PlanId == planId);
        return _plans.Remove(planId);
    });

    public void Attach(string usagePlanId, string keyId) => Change(() =>
    {
        var (plan, key) = (Plan(usagePlanId), Key(keyId));
        UsagePlanRules.CheckAttachment(plan, key, [.. _attachments.Where(attached => attached.KeyId == keyId).Select(attached => _plans[attached.PlanId])]);
        _attachments.Add(new PlanKey(usagePlanId, keyId));
        return key;
    });

    public void Detach(string usagePlanId, string keyId) => Change(() =>
    {
        Plan(usagePlanId);
        return _attachments.Remove(new PlanKey(usagePlanId, keyId)) ? true : throw ApiGatewayErrors.NoSuchKey();
    });

    public void UpdateTags(RestApi api, IReadOnlyDictionary<string, string> tags) => Locked(() => _apis[api.Id] = api with { Tags = tags });
    public void UpdateTags(ApiStage stage, IReadOnlyDictionary<string, string> tags) => Locked(() => _stages[(stage.ApiId, stage.Name)] = stage with { Tags = tags });

    private ApiKeyRecord Key(string keyId) => _keys.GetValueOrDefault(keyId) ?? throw ApiGatewayErrors.NoSuchKey();
    private UsagePlanRecord Plan(string planId) => _plans.GetValueOrDefault(planId) ?? throw ApiGatewayErrors.NoSuchPlan();

    private UsagePlanRecord[] OtherPlans(string keyId, string planId) =>
        [.. _attachments.Where(attached => attached.KeyId == keyId && attached.PlanId != planId).Select(attached => _plans[attached.PlanId])];

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    /// <summary>Publishes inside the lock, so that tables leave in the order in which they came about.</summary>
    private T Change<T>(Func<T> change)
    {
        lock (_lock)
        {
            var result = change();
            Changes++;
            Nodes.Publish(KeyTable.Of(Grants()));
            return result;
        }
    }

    private IEnumerable<(string KeyValue, KeyGrant Grant)> Grants() =>
        from attached in _attachments
        let key = _keys[attached.KeyId]
        let plan = _plans[attached.PlanId]
        where key.Enabled
        from stage in plan.ApiStages
        select (key.Value, new KeyGrant
        {
            KeyId = key.Id,
            PlanId = plan.Id,
            ApiId = stage.ApiId,
            StageName = stage.StageName,
            Owner = key.CustomerId ?? key.Name,
            Throttle = plan.Throttle,
            Quota = plan.Quota,
            MethodThrottles = stage.Throttles,
        });

    private readonly record struct PlanKey(string PlanId, string KeyId);
}
