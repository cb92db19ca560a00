using System.Text.RegularExpressions;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The property Variables of a stage, or what a canary has in place of some of them, with the rules for it.</summary>
internal static partial class StageVariables
{
    // AWS page "Quotas for configuring and running a REST API".
    private const int MostVariables = 100;
    private const int LongestVariableName = 64;
    private const int LongestVariableValue = 512;

    public static MapNode? Read(PropertyMap properties, string name)
    {
        var variables = properties.FindMap(name);
        foreach (var variable in variables?.Entries ?? [])
        {
            var value = variable.Value.AsText($"the stage variable {variable.Key}");
            if (variable.Key.Length > LongestVariableName || value.Length > LongestVariableValue || !VariableName().IsMatch(variable.Key) || !VariableValue().IsMatch(value))
            {
                throw new TemplateException(
                    variable.At,
                    $"{variable.Value.Description} as the stage variable {variable.Key}",
                    "a name of letters, digits and _, and a value of letters, digits and -._~:/?#&=, (64 and 512 characters at most)",
                    "correct it");
            }
        }

        return variables?.Entries.Count > MostVariables
            ? throw new TemplateException(variables.At, $"{variables.Entries.Count} stage variables", $"at most {MostVariables}", "remove some")
            : properties.Find(name) as MapNode;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\A[A-Za-z0-9._~:/?#&=,-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableValue();
}
