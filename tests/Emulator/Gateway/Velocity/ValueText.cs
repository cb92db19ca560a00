using System.Globalization;
using System.Text;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>Prints values as Java's <c>toString</c> does.</summary>
internal sealed class ValueText(Rendering rendering)
{
    private readonly StringBuilder _text = new();

    public string Of(object? value)
    {
        Append(value, 0);
        return _text.ToString();
    }

    /// <summary><c>1.0</c>, <c>0.001</c>, <c>1.0E7</c>. [doc: java.lang.Double]</summary>
    public static string OfNumber(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return number == 0 || (Math.Abs(number) >= 1e-3 && Math.Abs(number) < 1e7) ? text.Contains('.', StringComparison.Ordinal) ? text : text + ".0" : Scientific(text);
    }

    // The digits that .NET finds, with Java's exponent.
    private static string Scientific(string text)
    {
        var (sign, number) = text.StartsWith('-') ? ("-", text[1..]) : ("", text);
        var (mantissa, exponent) = number.Split('E') is [var before, var after] ? (before, int.Parse(after, CultureInfo.InvariantCulture)) : (number, 0);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var found ? found : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimStart('0').Length;
        var rest = digits[(zeros + 1)..].TrimEnd('0');
        return $"{sign}{digits[zeros]}.{(rest.Length == 0 ? "0" : rest)}E{(exponent + point - zeros - 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private void Append(object? value, int depth)
    {
        if (depth > VelocityLimits.MaxValueDepth)
        {
            throw rendering.Fault("a list or map that holds itself, or too many of each other");
        }

        switch (value)
        {
            case VelocityMap { IsSilent: true }:
                break;
            case VelocityMap map:
                AppendItems('{', map, entry => AppendEntry(entry, depth + 1), '}');
                break;
            case VelocityList { IsJson: true }:
                Add(JsonText.Of(value, rendering));
                break;
            case VelocityList list:
                AppendItems('[', list, item => Append(item, depth + 1), ']');
                break;
            default:
                Add(value switch { null => "null", string text => text, bool truth => truth ? "true" : "false", double number => OfNumber(number), long number => number.ToString(CultureInfo.InvariantCulture), _ => "" });
                break;
        }
    }

    private void AppendEntry(KeyValuePair<string, object?> entry, int depth)
    {
        Add(entry.Key);
        Add("=");
        Append(entry.Value, depth);
    }

    private void AppendItems<T>(char open, IEnumerable<T> items, Action<T> append, char close)
    {
        Add(open.ToString());
        var isFirst = true;
        foreach (var item in items)
        {
            Add(isFirst ? "" : ", ");
            append(item);
            isFirst = false;
        }

        Add(close.ToString());
    }

    private void Add(string text)
    {
        rendering.Spend(text.Length + 1);
        rendering.CheckLength(_text.Length + text.Length);
        _text.Append(text);
    }
}
