namespace Egress.Emulator.Template;

/// <summary>
/// The usage plan, API key and usage plan key that <c>Auth.UsagePlan</c> of AWS::Serverless::Api stands for, under the names that SAM gives them (page "Generated CloudFormation
/// resources", "UsagePlan property is defined"): one of each for an API, or one for all APIs that say SHARED.
/// </summary>
internal static class ServerlessUsagePlan
{
    private const string Kind = "CreateUsagePlan";

    private static readonly string[] Copied = ["Description", "Quota", "Tags", "Throttle", "UsagePlanName"];

    public static IEnumerable<TemplateResource> Of(IReadOnlyList<TemplateResource> resources, Evaluator evaluator)
    {
        var faults = new TemplateFaults();
        var wanted = resources.Select(api => (Api: api, Plan: faults.Try(() => Find(api, evaluator)))).Where(wish => wish.Plan is not null).ToList();
        faults.ThrowIfAny();
        var shared = wanted.FindAll(wish => KindOf(wish.Api, wish.Plan!, evaluator) == "SHARED");
        var own = wanted.Where(wish => KindOf(wish.Api, wish.Plan!, evaluator) == "PER_API");
        return [.. own.SelectMany(wish => Resources(wish.Api.LogicalId, wish.Plan!, [wish.Api])), .. shared.Count == 0 ? [] : Resources("Serverless", shared[0].Plan!, [.. shared.Select(wish => wish.Api)])];
    }

    // SAM reads Auth before any function is computed: one that is hidden in a function has no plan there either.
    private static MapNode? Find(TemplateResource api, Evaluator evaluator)
    {
        if (api.Type != "AWS::Serverless::Api" || (api.Properties.Find("Auth") as MapNode)?.Find("UsagePlan") is not { } written)
        {
            return null;
        }

        var plan = written.AsMap($"the UsagePlan of {api.LogicalId}");
        plan.RefuseOthersThan([Kind, .. Copied], $"the UsagePlan of {api.LogicalId}");
        return KindOf(api, plan, evaluator) is "PER_API" or "SHARED" or "NONE" ? plan : throw plan.Require(Kind, Kind).Unexpected(Kind, "PER_API, SHARED or NONE", "correct it");
    }

    private static string KindOf(TemplateResource api, MapNode plan, Evaluator evaluator) => evaluator.With(api.Variables).Text(plan.Require(Kind, $"the UsagePlan of {api.LogicalId}"), Kind);

    private static IEnumerable<TemplateResource> Resources(string prefix, MapNode settings, IReadOnlyList<TemplateResource> apis)
    {
        var at = settings.At;
        var (plan, key) = ($"{prefix}UsagePlan", $"{prefix}ApiKey");
        var stages = new ListNode(at, [.. apis.Select(api => Map(("ApiId", Ref(api.LogicalId)), ("Stage", Ref($"{api.LogicalId}.Stage"))))]);
        yield return Resource(plan, "AWS::ApiGateway::UsagePlan", new MapNode(at, [new MapEntry("ApiStages", at, stages), .. settings.Entries.Where(entry => Copied.Contains(entry.Key))]));
        yield return Resource(key, "AWS::ApiGateway::ApiKey", Map(("Enabled", new ScalarNode(at, "true", ScalarKind.Boolean))));
        yield return Resource($"{prefix}UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", Map(("KeyId", Ref(key)), ("KeyType", new ScalarNode(at, "API_KEY")), ("UsagePlanId", Ref(plan))));

        TemplateResource Resource(string logicalId, string type, MapNode properties) =>
            new() { LogicalId = logicalId, Type = type, At = at, Properties = properties, Variables = apis[0].Variables };

        MapNode Map(params IEnumerable<(string Key, Node Value)> entries) => new(at, [.. entries.Select(entry => new MapEntry(entry.Key, at, entry.Value))]);

        MapNode Ref(string name) => Map(("Ref", new ScalarNode(at, name)));
    }
}
