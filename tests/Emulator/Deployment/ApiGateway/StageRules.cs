using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>A stage's own settings, the same in AWS::ApiGateway::Stage and in AWS::Serverless::Api.</summary>
internal static partial class StageRules
{
    private const int UsualStages = 10;

    /// <summary>
    /// Without <paramref name="settings"/> the resource's own properties say what the stage is; without <paramref name="canary"/> their CanarySetting, if there is one, says what its canary is.
    /// </summary>
    public static ApiStage Create(ResourceRequest request, ApiDraft draft, string name, PropertyMap? settings = null, PropertyMap? canary = null)
    {
        var properties = settings ?? request.Properties;
        if (!Name().IsMatch(name))
        {
            throw request.Refuse(
                "StageName",
                $"the stage name '{name}'",
                "letters, digits, _ and -, at most 128",
                "correct it; a host becomes a stage name by writing _ for each dot");
        }

        if (request.Targets.Apis.FindStage(draft.Id, name) is not null)
        {
            throw request.Refuse("StageName", $"a second stage {name}", "each stage of an API once", "rename it");
        }

        var variables = StageVariables.Read(properties, "Variables");
        var upstreams = new UpstreamRules(request.Targets.ConnectedHosts);
        upstreams.CheckStage(draft, variables);
        var stage = new ApiStage
        {
            ApiId = draft.Id,
            Name = name,
            Variables = properties.TextsByKey("Variables"),
            MethodSettings = MethodSettings.Read(properties),
            Canary = CanarySetting.Read(canary ?? properties.FindMap("CanarySetting"), draft, variables, upstreams),
            AccessLogFormat = AccessLog.Format(properties),
            AccessLogDestination = properties.FindMap("AccessLogSetting")?.FindText("DestinationArn"),
            Description = properties.FindText("Description"),
            IsTraced = properties.IsTrue("TracingEnabled"),
            Tags = properties.Tags(),
            CreatedDate = request.Targets.Apis.Time.GetUtcNow(),
        };
        Note(request, properties, draft, stage);
        request.Targets.Apis.AddStage(stage);
        request.Stack.Stages.Add(stage);
        return stage;
    }

    private static void Note(ResourceRequest request, PropertyMap properties, ApiDraft draft, ApiStage stage)
    {
        if (properties.IsTrue("CacheClusterEnabled"))
        {
            request.Stack.Notes.Add($"the stage {stage.Name} runs without its cache");
        }

        foreach (var method in MethodSettings.HalfWild(stage.MethodSettings.Keys))
        {
            request.Stack.Notes.Add($"the stage {stage.Name}: the method settings of {method} have no effect here; AWS documents */* and single methods");
        }

        // AWS page "Quotas for configuring and running a REST API"; the quota can be raised, so this is no error.
        if (request.Targets.Apis.StagesOf(draft.Id).Count == UsualStages)
        {
            request.Stack.Notes.Add($"{draft.Name} has more than {UsualStages} stages: on AWS that needs a raised quota");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
