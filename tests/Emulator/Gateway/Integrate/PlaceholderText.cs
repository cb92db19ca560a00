using System.Text;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>A text with placeholders such as <c>{proxy}</c> or <c>{proxy+}</c>, taken apart once and filled in for each call.</summary>
internal sealed partial class PlaceholderText
{
    private readonly List<(string Before, string Name)> _placeholders = [];
    private readonly string _end;

    public PlaceholderText(string text)
    {
        var at = 0;
        foreach (Match match in Placeholder().Matches(text))
        {
            _placeholders.Add((text[at..match.Index], match.Groups["name"].Value));
            at = match.Index + match.Length;
        }

        _end = text[at..];
    }

    /// <summary>Null where a placeholder is unbound.</summary>
    public string? Fill(Func<string, string?> valueOf)
    {
        if (_placeholders.Count == 0)
        {
            return _end;
        }

        var filled = new StringBuilder();
        foreach (var (before, name) in _placeholders)
        {
            if (valueOf(name) is not { } value)
            {
                return null;
            }

            filled.Append(before).Append(value);
        }

        return filled.Append(_end).ToString();
    }

    [GeneratedRegex("""\{(?<name>[\w.-]+)\+?\}""")]
    private static partial Regex Placeholder();
}
