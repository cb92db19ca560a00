using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// Runs the templates of one MOCK call. Of the template language these are references and <c>#set</c> of a variable or of <c>$context.responseOverride.…</c>;
/// anything else of it makes the call fail, never a wrong answer. What is overridden in the request template is there in the response template too.
/// [validated: test_integration_mock_with_response_override_in_request_template, recorded 2025-05-16]
/// </summary>
internal sealed partial class MockTemplates(Func<string, string?> valueOf)
{
    private const string Overrides = "context.responseOverride.";
    private const string Headers = Overrides + "header.";
    private const string Reference = """\$!?\{(?<name>(?:context|stageVariables)\.[\w.-]+)\}|\$!?(?<name>(?:context|stageVariables)\.[\w.-]*\w)|\$input\.params\(\s*['"](?<parameter>[^'"]*)['"]\s*\)""";
    private const string Variable = """\$!?\{(?<variable>[A-Za-z]\w*)\}|\$!?(?<variable>[A-Za-z]\w*)(?![\w(\[]|\.\w)"""; // members of a variable are not run
    private const string Set = """#set\s*\(\s*\$(?<target>context\.responseOverride\.[\w.-]+|[A-Za-z]\w*)\s*=\s*(?:"(?<text>[^"]*)"|'(?<literal>[^']*)'|(?<text>[0-9]+|true|false|""" + Reference + "|" + Variable + """))\s*\)[ \t]*\r?\n?""";

    private readonly OrderedDictionary<string, string> _overrides = new(StringComparer.Ordinal);

    /// <summary><c>$context.responseOverride.status</c>, where it is one.</summary>
    public int? OverrideStatus =>
        _overrides.TryGetValue(Overrides + "status", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599 ? status : null;

    public IEnumerable<HeaderLine> OverrideHeaders =>
        _overrides.Where(entry => entry.Key.StartsWith(Headers, StringComparison.Ordinal)).Select(entry => new HeaderLine(entry.Key[Headers.Length..], entry.Value));

    /// <summary>The first piece of the template language that no call could run; null when there is none.</summary>
    public static string? FindUnknown(string template) => Unknown().Match(Strip(template, new HashSet<string>(StringComparer.Ordinal))) is { Success: true } match ? match.Value : null;

    /// <summary>Null where a piece of the template language is not run here.</summary>
    public string? Run(string template) => FindUnknown(template) is null ? Render(template, new Dictionary<string, string>(StringComparer.Ordinal)) : null;

    private string Render(string template, Dictionary<string, string> variables) => Piece().Replace(template, match =>
    {
        if (!match.Groups["target"].Success)
        {
            return Value(match, variables);
        }

        var (target, value) = (match.Groups["target"].Value, match.Groups["literal"].Success ? match.Groups["literal"].Value : Render(match.Groups["text"].Value, variables));
        _ = target.StartsWith(Overrides, StringComparison.Ordinal) ? _overrides[target] = value : variables[target] = value;
        return "";
    });

    private string Value(Match match, Dictionary<string, string> variables) =>
        match.Groups["variable"].Success ? variables.GetValueOrDefault(match.Groups["variable"].Value, "")
        : match.Groups["parameter"].Success ? valueOf("input.params." + match.Groups["parameter"].Value) ?? ""
        : _overrides.GetValueOrDefault(match.Groups["name"].Value) ?? valueOf(match.Groups["name"].Value) ?? "";

    // What is left without the pieces that are run.
    private static string Strip(string template, HashSet<string> variables) => Piece().Replace(template, match =>
    {
        if (match.Groups["target"].Success)
        {
            var text = Strip(match.Groups["text"].Value, variables);
            variables.Add(match.Groups["target"].Value);
            return text;
        }

        return !match.Groups["variable"].Success || variables.Contains(match.Groups["variable"].Value) ? "" : match.Value;
    });

    [GeneratedRegex(Set + "|" + Reference + "|" + Variable)]
    private static partial Regex Piece();

    [GeneratedRegex("""#\{?(set|if|elseif|else|end|foreach|macro|define|include|parse|stop|break|evaluate)\b|\$!?\{?[A-Za-z][\w.]*""")]
    private static partial Regex Unknown();
}
