using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Puts values in place of the references in a template: <c>$context.…</c>, <c>$stageVariables.…</c> (also in braces) and <c>$input.params('…')</c>.</summary>
internal static partial class TemplateText
{
    /// <summary><paramref name="valueOf"/> gets a reference without its dollar sign; what it does not know becomes empty.</summary>
    public static string Render(string template, Func<string, string?> valueOf) => Reference().Replace(template, match => valueOf(Source(match)) ?? "");

    private static string Source(Match match) => match.Groups["name"].Success ? match.Groups["name"].Value : "input.params." + match.Groups["parameter"].Value;

    [GeneratedRegex("""\$\{(?<name>(context|stageVariables)\.[\w.-]+)\}|\$(?<name>(context|stageVariables)\.[\w.-]*\w)|\$input\.params\(\s*['"](?<parameter>[^'"]*)['"]\s*\)""")]
    private static partial Regex Reference();
}
