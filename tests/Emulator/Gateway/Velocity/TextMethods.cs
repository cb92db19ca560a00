using System.Globalization;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>The methods of a text. What Java refuses, such as a part that is not there, fails the template.</summary>
internal static class TextMethods
{
    public static object? Call(string text, string name, object?[] arguments, Rendering rendering)
    {
        rendering.Spend(text.Length);
        return (name, arguments) switch
        {
            ("length", []) => (long)text.Length,
            ("isEmpty", []) => text.Length == 0,
            ("trim", []) => text.Trim([.. Enumerable.Range(0, 0x21).Select(code => (char)code)]),
            ("toLowerCase", []) => text.ToLowerInvariant(),
            ("toUpperCase", []) => text.ToUpperInvariant(),
            ("substring", [long from]) => Part(text, from, text.Length, rendering),
            ("substring", [long from, long to]) => Part(text, from, to, rendering),
            ("charAt", [long at]) => Part(text, at, at + 1, rendering),
            _ => Array.TrueForAll(arguments, argument => argument is string or long or double or bool) ? OfTexts(text, name, [.. arguments.Select(rendering.TextOf)], rendering) : null,
        };
    }

    private static object? OfTexts(string text, string name, string[] arguments, Rendering rendering) => (name, arguments) switch
    {
        ("contains", [var part]) => text.Contains(part, StringComparison.Ordinal),
        ("startsWith", [var part]) => text.StartsWith(part, StringComparison.Ordinal),
        ("endsWith", [var part]) => text.EndsWith(part, StringComparison.Ordinal),
        ("indexOf", [var part]) => (long)text.IndexOf(part, StringComparison.Ordinal),
        ("lastIndexOf", [var part]) => (long)text.LastIndexOf(part, StringComparison.Ordinal),
        ("equalsIgnoreCase", [var other]) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase),
        ("compareTo", [var other]) => (long)string.CompareOrdinal(text, other),
        ("concat", [var other]) => rendering.Joined(text, other),
        ("replace", [var old, var fresh]) => Replace(text, old, fresh, rendering),
        ("replaceAll", [var pattern, var fresh]) => JavaPattern.Of(name, pattern, rendering).ReplaceAll(text, fresh),
        ("replaceFirst", [var pattern, var fresh]) => JavaPattern.Of(name, pattern, rendering).ReplaceFirst(text, fresh),
        ("matches", [var pattern]) => JavaPattern.OfWhole(name, pattern, rendering).IsMatch(text),
        ("split", [var pattern]) => JavaPattern.Of(name, pattern, rendering).Split(text, 0),
        ("split", [var pattern, var limit]) when int.TryParse(limit, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var most) => JavaPattern.Of(name, pattern, rendering).Split(text, most),
        _ => null,
    };

    private static string Part(string text, long from, long to, Rendering rendering) => from >= 0 && to <= text.Length && from <= to
        ? text[(int)from..(int)to]
        : throw rendering.Fault($"the part from {from} to {to} of a text of {text.Length} characters");

    private static string Replace(string text, string old, string fresh, Rendering rendering)
    {
        var count = old.Length == 0 ? text.Length + 1 : text.Split(old).Length - 1;
        var length = text.Length + (count * ((long)fresh.Length - old.Length));
        rendering.CheckLength(length);
        rendering.Spend(length);
        return old.Length == 0 ? fresh + string.Concat(text.Select(character => character + fresh)) : text.Replace(old, fresh, StringComparison.Ordinal);
    }
}
