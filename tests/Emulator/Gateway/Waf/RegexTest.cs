using System.Text;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>A regular expression of a rule. AWS WAF's, too, have no back references and no look-around: what is left runs in time that grows with the component alone.</summary>
internal static class RegexTest
{
    /// <exception cref="ArgumentException">No regular expression.</exception>
    /// <exception cref="NotSupportedException">One that cannot be run so.</exception>
    public static Regex Parse(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public static Func<byte[], bool> AnyOf(IReadOnlyList<Regex> patterns) => value =>
    {
        var text = Encoding.UTF8.GetString(value);
        return patterns.Any(pattern => pattern.IsMatch(text));
    };
}
