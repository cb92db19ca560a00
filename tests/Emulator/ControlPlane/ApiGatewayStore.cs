using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane;

/// <summary>The state behind the API Gateway management API. Every change of a key or plan is published to the gateway's nodes.</summary>
internal sealed class ApiGatewayStore(TimeProvider time, GatewayNodes nodes, UsageLedger usage)
{
    public TimeProvider Time { get; } = time;
    public GatewayNodes Nodes { get; } = nodes;
    public UsageLedger Usage { get; } = usage;

    public IReadOnlyCollection<RestApi> Apis => throw new NotSupportedException();
    public void AddApi(RestApi api) => throw new NotSupportedException();
    public void AddStage(ApiStage stage) => throw new NotSupportedException();
    public RestApi? FindApi(string apiId) => throw new NotSupportedException();
    public ApiStage? FindStage(string apiId, string stageName) => throw new NotSupportedException();
    public IReadOnlyCollection<ApiStage> StagesOf(string apiId) => throw new NotSupportedException();
    public UsagePlanRecord AddUsagePlan(UsagePlanRecord plan) => throw new NotSupportedException();
    public ApiKeyRecord CreateApiKey(NewApiKey key) => throw new NotSupportedException();
    public void Attach(string usagePlanId, string keyId) => throw new NotSupportedException();
}
