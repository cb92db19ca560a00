using System.Collections.Immutable;

namespace Egress.Emulator.Template;

/// <summary>
/// The variables of the loops around an expression. What they do where is the common ground of three engines (cfn-lint, SAM CLI, the service):
/// <c>${X}</c> and <c>&amp;{X}</c> (letters and digits only) in keys, <c>Ref: X</c> and <c>${X}</c> inside Fn::Sub in values, nothing else.
/// </summary>
internal sealed class LoopVariables
{
    public static readonly LoopVariables None = new(ImmutableDictionary<string, string>.Empty);

    private readonly ImmutableDictionary<string, string> _values;

    private LoopVariables(ImmutableDictionary<string, string> values) => _values = values;

    public string? Find(string name) => _values.GetValueOrDefault(name);

    public LoopVariables With(string name, string value) => new(_values.SetItem(name, value));

    public string InKey(string key)
    {
        foreach (var (name, value) in _values)
        {
            var alphanumerics = string.Concat(value.Where(char.IsAsciiLetterOrDigit));
            key = key.Replace($"${{{name}}}", value, StringComparison.Ordinal).Replace($"&{{{name}}}", alphanumerics, StringComparison.Ordinal);
        }

        return key;
    }

    /// <summary>Text outside Fn::Sub: the service would leave a variable in it as it stands.</summary>
    public void RefuseIn(ScalarNode text) => Refuse(text.At, text.Text, ["${", "&{"]);

    /// <summary>Text of Fn::Sub: there <c>&amp;{X}</c> is what the service was reported to leave as it stands.</summary>
    public void RefuseInSub(SourceLocation at, string text) => Refuse(at, text, ["&{"]);

    private void Refuse(SourceLocation at, string text, ReadOnlySpan<string> openings)
    {
        foreach (var name in _values.Keys)
        {
            foreach (var opening in openings)
            {
                if (text.Contains($"{opening}{name}}}", StringComparison.Ordinal))
                {
                    throw new TemplateException(
                        at,
                        $"{opening}{name}}} in '{text}'",
                        $"${{{name}}} inside Fn::Sub: anywhere else in a value CloudFormation leaves it as text",
                        $"write !Sub, or inside Ref and GetAtt {{Fn::Sub: …${{{name}}}}}");
                }
            }
        }
    }
}
