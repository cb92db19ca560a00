using System.Text;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A regular expression as Java's texts take one. It is run in time that grows with the text alone; look-around and back references, which cannot be, fail the template.</summary>
internal sealed class JavaPattern
{
    private readonly Regex _regex;
    private readonly Rendering _rendering;

    private JavaPattern(Regex regex, Rendering rendering) => (_regex, _rendering) = (regex, rendering);

    public static JavaPattern Of(string pattern, Rendering rendering)
    {
        try
        {
            rendering.Spend(pattern.Length * (long)VelocityLimits.WorkOfStep);
            return new JavaPattern(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), rendering);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw rendering.Fault($"the regular expression {pattern}, which is none, or looks around or back");
        }
    }

    public string ReplaceAll(string text, string replacement) => Replace(text, replacement, int.MaxValue);

    public string ReplaceFirst(string text, string replacement) => Replace(text, replacement, 1);

    public bool IsMatch(string text) => Matches(text, 1).Any();

    /// <summary>Without empty texts at the end, unless <paramref name="limit"/> is not 0; where that is positive, into as many pieces at most.</summary>
    public VelocityList Split(string text, int limit)
    {
        var (pieces, at) = (new List<string>(), 0);
        foreach (var match in Matches(text, limit > 0 ? limit - 1 : int.MaxValue).Where(match => match.Index + match.Length > 0 && (match.Length > 0 || match.Index < text.Length)))
        {
            _rendering.CheckItems(pieces.Count);
            pieces.Add(text[at..match.Index]);
            at = match.Index + match.Length;
        }

        pieces.Add(text[at..]);
        while (limit == 0 && pieces.Count > 1 && pieces[^1].Length == 0)
        {
            pieces.RemoveAt(pieces.Count - 1);
        }

        return new VelocityList(pieces);
    }

    private string Replace(string text, string replacement, int most)
    {
        var (result, at) = (new StringBuilder(), 0);
        foreach (var match in Matches(text, most))
        {
            result.Append(text, at, match.Index - at);
            Append(result, replacement, match);
            at = match.Index + match.Length;
            _rendering.CheckLength(result.Length);
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private IEnumerable<Match> Matches(string text, int most)
    {
        _rendering.Spend(text.Length);
        for (var (match, count) = (_regex.Match(text), 0); match.Success && count < most; match = match.NextMatch(), count++)
        {
            _rendering.Step();
            yield return match;
        }
    }

    // $1 is a group, and a backslash takes the meaning from what follows it. [doc: java.util.regex.Matcher, appendReplacement]
    private void Append(StringBuilder result, string replacement, Match match)
    {
        for (var index = 0; index < replacement.Length; index++)
        {
            _rendering.Spend(1);
            var (sign, next) = (replacement[index], index + 1 < replacement.Length ? replacement[index + 1] : '\0');
            if (sign == '$' && char.IsAsciiDigit(next) && next - '0' < match.Groups.Count)
            {
                var group = match.Groups[next - '0'].Value;
                _rendering.Spend(group.Length);
                result.Append(group);
                index++;
            }
            else if (sign is '$' || (sign == '\\' && next == '\0'))
            {
                throw _rendering.Fault($"the replacement {replacement}, whose {sign} stands before no group or character");
            }
            else
            {
                result.Append(sign == '\\' ? next : sign);
                index += sign == '\\' ? 1 : 0;
            }
        }
    }
}
