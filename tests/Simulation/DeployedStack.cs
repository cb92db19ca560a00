using Egress.Emulator.ControlPlane;
using Egress.Emulator.Gateway;

namespace Egress.Simulation;

/// <summary>What the template leaves behind: stages, plans, the anchor key in each plan, and the consumer's secret.</summary>
internal sealed record DeployedStack(string AnchorKeyId, string SecretId, IReadOnlyList<string> PlanIds)
{
    public const string ApiId = "api1";
    public const string Name = "prod";
    public const string Consumer = "app";
    public static readonly string[] Upstreams = ["a.com", "b.org"];

    public static DeployedStack Deploy(ApiGatewayStore apis, SecretStore secrets, IReadOnlyDictionary<string, QuotaLimit>? quotas = null)
    {
        apis.AddApi(new RestApi { Id = ApiId, Name = "egress", EndpointType = "PRIVATE", Resources = [] });
        string[] plans = [.. Upstreams.Select(upstream => AddUpstream(apis, upstream, quotas?.GetValueOrDefault(upstream)))];
        var value = Egress.Probe.Contract.ApiKey.Draw().Value;
        var anchor = apis.CreateApiKey(new NewApiKey { Name = "anchor", Value = value, Enabled = true }).Id;
        foreach (var plan in plans)
        {
            apis.Attach(plan, anchor);
        }

        var secret = secrets.Create(
            "consumer",
            $$"""{"schema":1,"consumer":"{{Consumer}}","apiKey":"{{value}}"}""",
            null,
            new Dictionary<string, string> { ["egress:stack"] = Name, ["egress:consumer"] = Consumer });
        secrets.ScheduleRotation(secret, "arn:aws:lambda:us-east-1:123456789012:function:admin", null, 1000); // rotations are the tests' to start
        return new DeployedStack(anchor, secret, plans);
    }

    private static string AddUpstream(ApiGatewayStore apis, string upstream, QuotaLimit? quota)
    {
        var stage = upstream.Replace('.', '_');
        apis.AddStage(new ApiStage { ApiId = ApiId, Name = stage });
        return apis.AddUsagePlan(new UsagePlanRecord { Id = $"plan-{upstream[0]}", Name = upstream, Quota = quota, ApiStages = [new PlanStage(ApiId, stage, new Dictionary<string, ThrottleLimit>())] }).Id;
    }
}
