using System.Globalization;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>What stands in nearly-JSON without quotation marks: null, true, false, a number, or a text like another.</summary>
internal static partial class BareValue
{
    public static object? Of(string text) => text switch
    {
        "null" => null,
        "true" => true,
        "false" => false,
        _ when Whole().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when Fraction().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) => fraction,
        _ => text,
    };

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?\z")]
    private static partial Regex Fraction();
}
