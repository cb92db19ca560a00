using System.Globalization;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>The methods of a number; those of Java's classes too, which templates reach through a number, as in <c>#set($Integer = 0)$Integer.parseInt("5")</c>.</summary>
internal static class NumberMethods
{
    public static object? Call(object number, string name, object?[] arguments, Rendering rendering) => (name, arguments) switch
    {
        ("intValue", []) => unchecked((long)(int)Whole(number)),
        ("longValue", []) => Whole(number),
        ("doubleValue", []) => number is long whole ? (double)whole : number,
        ("compareTo", [long or double]) => (long)Comparison.Order(number, arguments[0])!.Value,
        ("parseInt" or "parseLong" or "valueOf", [string text]) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw NoNumber(name, text, rendering),
        ("parseDouble", [string text]) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw NoNumber(name, text, rendering),
        _ => null,
    };

    // Without the text, which may be the client's key: faults are logged.
    private static VelocityException NoNumber(string name, string text, Rendering rendering) => rendering.Fault($"{name} of a text of {text.Length} characters that is no number");

    // A conversion that does not fit ends at the largest number, as Java's does.
    private static long Whole(object number) => number is long whole ? whole : (double)number is var fraction && double.IsNaN(fraction) ? 0
        : fraction >= long.MaxValue ? long.MaxValue
        : fraction <= long.MinValue ? long.MinValue
        : (long)fraction;
}
