using System.Globalization;
using System.Net;
using System.Text;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>$util</c>. [doc: Variables for data transformations]</summary>
internal sealed class UtilVariable : IVelocityObject
{
    public object? Property(string name) => null;

    public object? Call(string name, object?[] arguments, Rendering rendering)
    {
        if (arguments is not [{ } argument])
        {
            return null;
        }

        var text = rendering.TextOf(argument);
        rendering.Spend(text.Length);
        object? result = name switch
        {
            "escapeJavaScript" => EscapeJavaScript(text),
            "parseJson" => PermissiveJson.TryRead(text, rendering, out var value) ? value : throw rendering.Fault("$util.parseJson of a text that is no JSON"),
            "urlEncode" => UrlEncode(text),
            "urlDecode" => WebUtility.UrlDecode(text),
            "base64Encode" => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            "base64Decode" => Decode(text, rendering),
            _ => null,
        };
        rendering.CheckLength((result as string)?.Length ?? 0);
        return result;
    }

    // As Apache Commons Lang escapes: also single quotation marks, slashes and what is not ASCII.
    private static string EscapeJavaScript(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '\'' or '"' or '\\' or '/' => escaped.Append('\\').Append(character),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                '\b' => escaped.Append("\\b"),
                '\f' => escaped.Append("\\f"),
                < ' ' or > '\u007f' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    // As Java's URLEncoder: a blank is +, and of the marks only . - * _ stay. [validated: test_input_body_formatting]
    private static string UrlEncode(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(octet => (char)octet switch
    {
        ' ' => "+",
        '.' or '-' or '*' or '_' => ((char)octet).ToString(),
        var letter when char.IsAsciiLetterOrDigit(letter) => letter.ToString(),
        _ => $"%{octet:X2}",
    }));

    private static string Decode(string text, Rendering rendering)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw rendering.Fault("$util.base64Decode of a text that is not Base64");
        }
    }
}
