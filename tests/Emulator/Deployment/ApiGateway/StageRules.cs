using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>A stage's own settings, the same in AWS::ApiGateway::Stage and in AWS::Serverless::Api.</summary>
internal static partial class StageRules
{
    // AWS page "Quotas for configuring and running a REST API".
    private const int MostVariables = 100;
    private const int LongestVariableName = 64;
    private const int LongestVariableValue = 512;

    public static ApiStage Create(ResourceRequest request, ApiDraft draft, string name)
    {
        var properties = request.Properties;
        if (!Name().IsMatch(name))
        {
            throw request.Refuse("StageName", $"the stage name '{name}'", "letters, digits, _ and -, at most 128", "correct it; a host becomes a stage name by writing _ for each dot");
        }

        if (request.Targets.Apis.FindStage(draft.Id, name) is not null)
        {
            throw request.Refuse("StageName", $"a second stage {name}", "each stage of an API once", "rename it");
        }

        var stage = new ApiStage
        {
            ApiId = draft.Id,
            Name = name,
            Variables = Variables(properties),
            AccessLogFormat = AccessLogFormat(properties),
            Description = properties.FindText("Description"),
            Tags = properties.Tags(),
            CreatedDate = request.Targets.Apis.Time.GetUtcNow(),
        };
        Note(request, name);
        request.Targets.Apis.AddStage(stage);
        request.Stack.Stages.Add(stage);
        return stage;
    }

    private static IReadOnlyDictionary<string, string> Variables(PropertyMap properties)
    {
        var variables = properties.FindMap("Variables");
        foreach (var variable in variables?.Entries ?? [])
        {
            var value = variable.Value.AsText($"the stage variable {variable.Key}");
            if (variable.Key.Length > LongestVariableName || value.Length > LongestVariableValue || !VariableName().IsMatch(variable.Key) || !VariableValue().IsMatch(value))
            {
                throw new TemplateException(
                    variable.At, $"the stage variable {variable.Key} = '{value}'", "a name of letters, digits and _ and a value of letters, digits and -._~:/?#&=, (64 and 512 characters at most)", "correct it");
            }
        }

        return variables?.Entries.Count > MostVariables
            ? throw new TemplateException(variables.At, $"{variables.Entries.Count} stage variables", $"at most {MostVariables}", "remove some")
            : properties.TextsByKey("Variables");
    }

    private static string? AccessLogFormat(PropertyMap properties)
    {
        var setting = properties.FindMap("AccessLogSetting");
        setting?.RefuseOthersThan("DestinationArn", "Format");
        return setting?.FindText("Format");
    }

    private static void Note(ResourceRequest request, string name)
    {
        if (request.Properties.IsTrue("CacheClusterEnabled"))
        {
            request.Stack.Notes.Add($"the stage {name} runs without its cache");
        }

        if (request.Properties.Maps("MethodSettings").Any(setting => setting.Has("ThrottlingRateLimit") || setting.Has("ThrottlingBurstLimit")))
        {
            request.Stack.Notes.Add($"the stage {name} runs without the throttling of its MethodSettings");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9._~:/?#&=,-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableValue();
}
