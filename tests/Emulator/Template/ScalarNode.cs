using System.Globalization;

namespace Egress.Emulator.Template;

/// <summary>A string, number, boolean or null. <see cref="Text"/> is as written, but for booleans always <c>true</c> or <c>false</c>.</summary>
internal sealed class ScalarNode(SourceLocation at, string text, ScalarKind kind = ScalarKind.Text) : Node(at)
{
    private const int LongestQuote = 80;

    public string Text { get; } = text;
    public ScalarKind Kind { get; } = kind;

    /// <summary>Never to be shown: it came from a secret or from a parameter with NoEcho.</summary>
    public bool IsSecret { get; init; }

    public override string Description => Kind switch
    {
        _ when IsSecret => "a secret value",
        ScalarKind.Null => "nothing",
        ScalarKind.Text when Text.Length == 0 => "an empty string",
        _ => $"'{(Text.Length > LongestQuote ? Text[..LongestQuote] + "…" : Text)}'",
    };

    public int AsInteger(string what, int least, int most)
    {
        var isInteger = int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        return isInteger && value >= least && value <= most ? value : throw Unexpected(what, $"an integer from {least} to {most}", "write one");
    }
}
