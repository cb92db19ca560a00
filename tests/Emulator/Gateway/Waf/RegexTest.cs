using System.Text;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>
/// A regular expression of a rule, without back references, which AWS WAF has not, and without look-around, of which it has some [unverified which]: what is left runs in time that grows with
/// the component alone. It reads UTF-8; classes such as <c>\d</c> take all of Unicode, where AWS WAF's may take ASCII alone [unverified].
/// </summary>
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
