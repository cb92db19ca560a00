using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Egress.Emulator.Gateway.Request;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>What a statement does with a component before it looks at it. [doc: AWS WAF, text transformations]</summary>
internal static partial class TextTransformation
{
    private const byte NoBreakSpace = 160;

    public static readonly IReadOnlyDictionary<string, Func<byte[], byte[]>> ByName = new Dictionary<string, Func<byte[], byte[]>>
    {
        ["NONE"] = bytes => bytes,
        ["LOWERCASE"] = bytes => Array.ConvertAll(bytes, value => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value),
        ["URL_DECODE"] = bytes => PercentEncoding.Decode(bytes, plusIsSpace: true), // that "+" is a space here is [unverified]
        ["COMPRESS_WHITE_SPACE"] = CompressWhiteSpace, // byte by byte [unverified for UTF-8]
        ["HTML_ENTITY_DECODE"] = bytes => Encoding.Latin1.GetBytes(Entity().Replace(Encoding.Latin1.GetString(bytes), match => Decoded(match.Groups["name"].Value) ?? match.Value)),
        ["BASE64_DECODE"] = bytes => Base64.IsValid(bytes) ? Convert.FromBase64String(Encoding.ASCII.GetString(bytes)) : bytes, // what is no Base64 stays as it is [unverified]
    };

    private static byte[] CompressWhiteSpace(byte[] bytes)
    {
        var compressed = new List<byte>(bytes.Length);
        foreach (var value in bytes)
        {
            var plain = value is (>= (byte)'\t' and <= (byte)'\r') or NoBreakSpace ? (byte)' ' : value;
            if (plain != ' ' || compressed.Count == 0 || compressed[^1] != ' ')
            {
                compressed.Add(plain);
            }
        }

        return [.. compressed];
    }

    // Each character of the result stands for a byte.
    private static string? Decoded(string entity) => entity switch
    {
        "quot" => "\"",
        "lt" => "<",
        "gt" => ">",
        "nbsp" => ((char)NoBreakSpace).ToString(),
        _ when entity.StartsWith("#x", StringComparison.Ordinal) => Character(int.Parse(entity[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        _ => Character(int.Parse(entity[1..], CultureInfo.InvariantCulture)),
    };

    private static string? Character(int code) => code <= byte.MaxValue ? ((char)code).ToString() : Rune.IsValid(code) ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(new Rune(code).ToString())) : null;

    [GeneratedRegex("&(?<name>quot|nbsp|lt|gt|#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7});", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Entity();
}
