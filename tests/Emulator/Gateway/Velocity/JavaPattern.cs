using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>
/// A regular expression as Java's texts take one. Each match is found in time that grows with the text alone, and all that may be looked at for it is work; look-around and
/// back references, which cannot be run so, fail the template. Faults are logged: no part of a pattern or replacement is in them, for it may be the client's key.
/// </summary>
internal sealed class JavaPattern
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1); // counters such as (a{1,30}){1,30} multiply the time per character
    private static readonly SearchValues<char> Unbounded = SearchValues.Create("*+{");

    private readonly Regex _regex;
    private readonly string _method;
    private readonly long _lookAhead;
    private readonly Rendering _rendering;

    private JavaPattern(string method, string pattern, Rendering rendering)
    {
        (_method, _rendering) = (method, rendering);
        _regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MatchTimeout);
        _lookAhead = pattern.AsSpan(..Math.Max(0, pattern.Length - 1)).ContainsAny(Unbounded) ? int.MaxValue : pattern.Length;
    }

    public static JavaPattern Of(string method, string pattern, Rendering rendering) => Of(method, pattern, pattern, rendering);

    /// <summary>One that the whole text has to match.</summary>
    public static JavaPattern OfWhole(string method, string pattern, Rendering rendering) => Of(method, pattern, $@"\A(?:{pattern})\z", rendering);

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
        var (result, at, put) = (new StringBuilder(), 0, new JavaReplacement(_method, replacement, _rendering));
        foreach (var match in Matches(text, most))
        {
            result.Append(text, at, match.Index - at);
            put.AppendTo(result, match);
            at = match.Index + match.Length;
            _rendering.CheckLength(result.Length);
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static JavaPattern Of(string method, string pattern, string run, Rendering rendering)
    {
        try
        {
            rendering.Spend(run.Length * (long)VelocityLimits.WorkOfStep);
            return new JavaPattern(method, run, rendering);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw rendering.Fault($"{method} with a regular expression of {pattern.Length} characters, which is none, or looks around or back");
        }
    }

    // A longer match may be sought up to the text's end, as of a(.*b)? in a text without b. Where nothing repeats but the pattern's last part, it is sought as far as the pattern is long.
    private IEnumerable<Match> Matches(string text, int most)
    {
        _rendering.Spend(text.Length);
        var match = Found(() => _regex.Match(text));
        for (var count = 0; match.Success && count < most; match = Found(match.NextMatch), count++)
        {
            _rendering.Step();
            _rendering.Spend(Math.Min(match.Length + _lookAhead, text.Length - match.Index));
            yield return match;
        }
    }

    private Match Found(Func<Match> find)
    {
        try
        {
            return find();
        }
        catch (RegexMatchTimeoutException)
        {
            throw _rendering.Fault($"{_method} with a regular expression that takes more than {MatchTimeout.TotalSeconds} s to match");
        }
    }
}
