using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>
/// Patches of <c>/apiStages/{api}:{stage}/throttle/{path}/{METHOD}/rateLimit</c> and <c>…/burstLimit</c>, and removal of a method's throttle, or of all of a stage with
/// <c>/apiStages/{api}:{stage}/throttle</c>. The resource path
/// is one segment, its slashes written <c>~1</c> (RFC 6901); as it is it can be told apart as well.
/// </summary>
internal static partial class MethodThrottlePatch
{
    /// <summary>Null where the patch is none of these.</summary>
    public static UsagePlanRecord? Apply(UsagePlanRecord plan, PatchOperation patch)
    {
        var match = Form().Match(patch.Path);
        if (Whole().Match(patch.Path) is { Success: true } all)
        {
            return patch.Op == "remove" ? With(plan, Stage(plan, all), new Dictionary<string, ThrottleLimit>()) : null;
        }

        if (!match.Success || patch.Op is not ("add" or "replace" or "remove") || (patch.Op == "remove") != (match.Groups["limit"].Length == 0))
        {
            return null;
        }

        var stage = Stage(plan, match);
        return With(plan, stage, Changed(stage.Throttles, Method(match), match.Groups["limit"].Value, patch));
    }

    private static PlanStage Stage(UsagePlanRecord plan, Match match)
    {
        var (api, name) = (match.Groups["api"].Value, match.Groups["stage"].Value);
        return plan.ApiStages.FirstOrDefault(own => (own.ApiId, own.StageName) == (api, name))
            ?? throw ApiGatewayErrors.NotFound($"Invalid API Stage {{api: {api}, stage: {name}}} specified for usageplan {plan.Id}");
    }

    private static UsagePlanRecord With(UsagePlanRecord plan, PlanStage stage, IReadOnlyDictionary<string, ThrottleLimit> throttles) =>
        plan with { ApiStages = [.. plan.ApiStages.Select(own => own == stage ? stage with { Throttles = throttles } : own)] };

    private static Dictionary<string, ThrottleLimit> Changed(IReadOnlyDictionary<string, ThrottleLimit> throttles, string method, string limit, PatchOperation patch)
    {
        var changed = throttles.ToDictionary();
        if (limit.Length == 0)
        {
            return changed.Remove(method) ? changed : throw ApiGatewayErrors.NotFound($"Invalid method {method} specified: the API stage has no throttle of it.");
        }

        var now = throttles.GetValueOrDefault(method) ?? new ThrottleLimit(0, 0);
        changed[method] = limit == "rateLimit" ? now with { RatePerSecond = patch.Number() } : now with { Burst = patch.Whole() };
        return changed;
    }

    // "~0" last, or "~01" would become a slash.
    private static string Method(Match match)
    {
        var path = match.Groups["path"].Value.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return (path.StartsWith('/') || path == "*" ? path : "/" + path) + "/" + match.Groups["verb"].Value;
    }

    [GeneratedRegex(@"\A/apiStages/(?<api>[^:/]+):(?<stage>[^/]+)/throttle/(?<path>.+)/(?<verb>DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|ANY|\*)(?:/(?<limit>rateLimit|burstLimit))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A/apiStages/(?<api>[^:/]+):(?<stage>[^/]+)/throttle\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
