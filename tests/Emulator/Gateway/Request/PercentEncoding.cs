using System.Buffers;
using System.Globalization;
using System.Text;

namespace Egress.Emulator.Gateway.Request;

/// <summary>Percent-encoding of paths and queries (RFC 3986, sections 2.1 and 3).</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string PathCharacters = Unreserved + "!$&'()*+,;=:@/";
    private static readonly SearchValues<char> PlainPath = SearchValues.Create(PathCharacters);
    private static readonly SearchValues<byte> PathBytes = SearchValues.Create(Encoding.ASCII.GetBytes(PathCharacters));

    // "=" may stand in a value, "+" and ";" may not: API Gateway reads them as a space and as a separator.
    private static readonly SearchValues<byte> QueryNameBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "!$'()*,:@/?"));
    private static readonly SearchValues<byte> QueryValueBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved + "!$'()*,:@/?="));

    /// <summary>Every percent sign begins an escape of two hex digits.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var percent = text.IndexOf('%'); percent >= 0; percent = text.IndexOf('%'))
        {
            if (text.Length < percent + 3 || !char.IsAsciiHexDigit(text[percent + 1]) || !char.IsAsciiHexDigit(text[percent + 2]))
            {
                return false;
            }

            text = text[(percent + 3)..];
        }

        return true;
    }

    public static string EncodePath(string text) => Encode(Encoding.UTF8.GetBytes(text), PathBytes);

    /// <summary>Decoded once, then encoded where a byte is illegal in a path; bytes that are no UTF-8 survive.</summary>
    public static string RecodePath(string path) => !path.AsSpan().ContainsAnyExcept(PlainPath) ? path : Encode(Decode(path, plusIsSpace: false), PathBytes);

    public static string EncodeQueryName(string text) => Encode(Encoding.UTF8.GetBytes(text), QueryNameBytes);

    public static string EncodeQueryValue(string text) => Encode(Encoding.UTF8.GetBytes(text), QueryValueBytes);

    public static string DecodeQuery(string text) => Encoding.UTF8.GetString(Decode(text, plusIsSpace: true));

    private static byte[] Decode(string text, bool plusIsSpace) => Decode(Encoding.UTF8.GetBytes(text), plusIsSpace);

    public static byte[] Decode(byte[] source, bool plusIsSpace)
    {
        var target = new ArrayBufferWriter<byte>(Math.Max(1, source.Length));
        for (var index = 0; index < source.Length; index++)
        {
            var isEscape = source[index] == '%' && index + 2 < source.Length && char.IsAsciiHexDigit((char)source[index + 1]) && char.IsAsciiHexDigit((char)source[index + 2]);
            target.Write([isEscape ? byte.Parse(source.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : plusIsSpace && source[index] == '+' ? (byte)' ' : source[index]]);
            index += isEscape ? 2 : 0;
        }

        return target.WrittenSpan.ToArray();
    }

    private static string Encode(ReadOnlySpan<byte> bytes, SearchValues<byte> legal)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            _ = legal.Contains(value) ? text.Append((char)value) : text.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return text.ToString();
    }
}
