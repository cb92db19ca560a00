using System.Text.RegularExpressions;
using Egress.Emulator.Gateway;

namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>What a stage may be. [CreateStage, API reference; Quotas for configuring and running a REST API]</summary>
internal static partial class StageLimits
{
    private const int MaxStages = 10;
    private const int MaxVariables = 100;
    private const int MaxVariableName = 64;
    private const int MaxVariableValue = 512;

    public static void Check(ApiStage stage, IReadOnlyCollection<ApiStage> others)
    {
        if (!Name().IsMatch(stage.Name))
        {
            throw ApiGatewayErrors.BadRequest("Stage name only allows a-zA-Z0-9_-");
        }

        if (others.Any(other => other.Name == stage.Name))
        {
            throw ApiGatewayErrors.Conflict("Stage already exists");
        }

        if (others.Count >= MaxStages)
        {
            throw ApiGatewayErrors.LimitExceeded($"API {stage.ApiId} has {others.Count} stages; the limit is {MaxStages}.");
        }

        TagRules.Check(stage.Tags);
        CheckVariables(stage.Variables);
    }

    public static void CheckVariables(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count > MaxVariables)
        {
            throw ApiGatewayErrors.LimitExceeded($"The stage would have {variables.Count} variables; the limit is {MaxVariables}.");
        }

        foreach (var (name, value) in variables)
        {
            if (name.Length > MaxVariableName || !VariableName().IsMatch(name))
            {
                throw ApiGatewayErrors.BadRequest($"Invalid stage variable name: {name.Length} characters; 1 to {MaxVariableName} of a-z, A-Z, 0-9 and _ are allowed.");
            }

            if (value.Length > MaxVariableValue || !VariableValue().IsMatch(value))
            {
                throw ApiGatewayErrors.BadRequest($"Invalid value of the stage variable {name}: 1 to {MaxVariableValue} of a-z, A-Z, 0-9 and -._~:/?#&=, are allowed.");
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9._~:/?#&=,-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableValue();
}
