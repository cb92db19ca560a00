using System.Collections.Immutable;
using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>All that the management API keeps, at one moment. Never changed: <see cref="ApiGatewayChange"/> makes the next one.</summary>
internal sealed record ApiGatewayState
{
    public OrderedItems<string, RestApi> Apis { get; init; } = OrderedItems<string, RestApi>.Empty;
    public OrderedItems<(string ApiId, string Name), ApiStage> Stages { get; init; } = OrderedItems<(string ApiId, string Name), ApiStage>.Empty;
    public OrderedItems<string, ApiKeyRecord> Keys { get; init; } = OrderedItems<string, ApiKeyRecord>.Empty;
    public ImmutableDictionary<string, string> KeyIdsByValue { get; init; } = ImmutableDictionary<string, string>.Empty;
    public OrderedItems<string, UsagePlanRecord> Plans { get; init; } = OrderedItems<string, UsagePlanRecord>.Empty;
    public Attachments Attachments { get; init; } = Attachments.None;
    public OrderedItems<string, VpcLinkRecord> VpcLinks { get; init; } = OrderedItems<string, VpcLinkRecord>.Empty;

    public RestApi Api(string apiId) => Apis.Find(apiId) ?? throw ApiGatewayErrors.NoSuchApi(apiId);
    public ApiKeyRecord Key(string keyId) => Keys.Find(keyId) ?? throw ApiGatewayErrors.NoSuchKey();
    public UsagePlanRecord Plan(string planId) => Plans.Find(planId) ?? throw ApiGatewayErrors.NoSuchPlan();
    public ApiStage Stage(string apiId, string name) => Stages.Find((apiId, name)) ?? throw ApiGatewayErrors.NoSuchStage();

    public IEnumerable<ApiStage> StagesOf(string apiId) => Stages.Items.Where(stage => stage.ApiId == apiId);
    public IEnumerable<UsagePlanRecord> PlansOf(string keyId) => Attachments.PlansOf(keyId).Items.Select(Plan);
    public IEnumerable<ApiKeyRecord> KeysOf(string planId) => Attachments.KeysOf(planId).Items.Select(Key);
}
