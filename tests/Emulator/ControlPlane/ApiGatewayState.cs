using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>All that the management API keeps, at one moment. A change works on a copy, so that one that fails half-way leaves nothing.</summary>
internal sealed class ApiGatewayState
{
    public OrderedDictionary<string, RestApi> Apis { get; private init; } = [];
    public OrderedDictionary<(string ApiId, string Name), ApiStage> Stages { get; private init; } = [];
    public OrderedDictionary<string, ApiKeyRecord> Keys { get; private init; } = [];
    public OrderedDictionary<string, UsagePlanRecord> Plans { get; private init; } = [];
    public List<PlanKey> Attachments { get; private init; } = [];
    public OrderedDictionary<string, VpcLinkRecord> VpcLinks { get; private init; } = [];

    public ApiGatewayState Copy() => new() { Apis = new(Apis), Stages = new(Stages), Keys = new(Keys), Plans = new(Plans), Attachments = [.. Attachments], VpcLinks = new(VpcLinks) };

    public ApiKeyRecord Key(string keyId) => Keys.GetValueOrDefault(keyId) ?? throw ApiGatewayErrors.NoSuchKey();
    public UsagePlanRecord Plan(string planId) => Plans.GetValueOrDefault(planId) ?? throw ApiGatewayErrors.NoSuchPlan();
    public ApiStage Stage(string apiId, string name) => Stages.GetValueOrDefault((apiId, name)) ?? throw ApiGatewayErrors.NoSuchStage();

    public UsagePlanRecord[] PlansOf(string keyId) => [.. Attachments.Where(attached => attached.KeyId == keyId).Select(attached => Plans[attached.PlanId])];
    public ApiKeyRecord[] KeysOf(string planId) => [.. Attachments.Where(attached => attached.PlanId == planId).Select(attached => Keys[attached.KeyId])];

    /// <summary>What the gateway's nodes have to know of it.</summary>
    public NodeTable Table() => NodeTable.Of(Grants(), Stages.Values);

    private IEnumerable<(string KeyValue, KeyGrant Grant)> Grants() =>
        from attached in Attachments
        let key = Keys[attached.KeyId]
        let plan = Plans[attached.PlanId]
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

    internal readonly record struct PlanKey(string PlanId, string KeyId);
}
