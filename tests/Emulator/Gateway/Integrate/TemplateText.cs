using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Puts values in place of the references in a template: <c>$context.…</c>, <c>$stageVariables.…</c> (also in braces) and <c>$input.params('…')</c>.</summary>
internal static partial class TemplateText
{
    /// <summary><paramref name="valueOf"/> gets a reference without its dollar sign; what it does not know becomes empty.</summary>
    public static string Render(string template, Func<string, string?> valueOf) => Reference().Replace(template, match => valueOf(Source(match)) ?? "");

    /// <summary>The first piece of the template language that is not run here, as it is written; null when there is none.</summary>
    public static string? FindUnknown(string template) => Unknown().Match(Reference().Replace(template, "")) is { Success: true } match ? match.Value : null;

    private static string Source(Match match) => match.Groups["name"].Success ? match.Groups["name"].Value : "input.params." + match.Groups["parameter"].Value;

    [GeneratedRegex("""\$\{(?<name>(context|stageVariables)\.[\w.-]+)\}|\$(?<name>(context|stageVariables)\.[\w.-]*\w)|\$input\.params\(\s*['"](?<parameter>[^'"]*)['"]\s*\)""")]
    private static partial Regex Reference();

    [GeneratedRegex("""#\{?(set|if|elseif|else|end|foreach|macro|define|include|parse|stop|break|evaluate)\b|\$!?\{?[A-Za-z][\w.]*""")]
    private static partial Regex Unknown();
}
