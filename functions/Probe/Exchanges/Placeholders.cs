using System.Text;
using Egress.Probe.Contract;

namespace Egress.Probe.Exchanges;

/// <summary>
/// What stands in an event for what must not be in one, and in an answer for what must not leave. The key goes in here and is taken out again
/// here, in the function's own memory.
/// </summary>
internal sealed class Placeholders(ProbeOptions options, ApiKey key)
{
    public const string Key = "{{key}}";
    public const string Api = "{{api}}";
    public const string Host = "{{host}}";
    public const string Mark = "{{mark}}";

    /// <summary>Follows a placeholder in an answer up to the length of what it stands for, so that lengths told in the answer stay true.</summary>
    public const char Filler = '~';

    // A key may arrive in pieces, cut by the framing of a chunked body. So many characters of it are no accident: 62^8.
    private const int TellingLength = 8;

    private readonly string _host = new Uri(options.GatewayUrl).Authority;

    /// <summary>The bytes to send.</summary>
    public byte[] Fill(byte[] request) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(request)
        .Replace(Key, key.Value, StringComparison.Ordinal)
        .Replace(Api, options.ApiId, StringComparison.Ordinal)
        .Replace(Host, _host, StringComparison.Ordinal));

    /// <summary>The bytes to carry back. Where the body is encoded, the key could hide in it: then only the head is.</summary>
    public byte[] Redact(ReadOnlySpan<byte> answer)
    {
        var text = Encoding.Latin1.GetString(answer);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var readable = end >= 0 && text.AsSpan(0, end).Contains("\r\nContent-Encoding:", StringComparison.OrdinalIgnoreCase) ? text[..(end + 4)] : text;
        return Encoding.Latin1.GetBytes(WithoutKey(readable)
            .Replace(options.Mark, Mark.PadRight(options.Mark.Length, Filler), StringComparison.Ordinal)
            .Replace(_host, Host.PadRight(_host.Length, Filler), StringComparison.OrdinalIgnoreCase)
            .Replace(options.ApiId, Api.PadRight(options.ApiId.Length, Filler), StringComparison.Ordinal));
    }

    private string WithoutKey(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var length = LengthOfKeyAt(text.AsSpan(at));
            if (length >= TellingLength)
            {
                clean.Append(Key.PadRight(length, Filler));
                at += length;
            }
            else
            {
                clean.Append(text[at++]);
            }
        }

        return clean.ToString();
    }

    /// <summary>How many characters from here on are a stretch of the key, in whatever case.</summary>
    private int LengthOfKeyAt(ReadOnlySpan<char> text)
    {
        if (text.Length < TellingLength || key.Value.AsSpan().IndexOf(text[..TellingLength], StringComparison.OrdinalIgnoreCase) is not (>= 0 and var start))
        {
            return 0;
        }

        var rest = key.Value.AsSpan(start);
        var length = TellingLength;
        while (length < rest.Length && length < text.Length && char.ToLowerInvariant(rest[length]) == char.ToLowerInvariant(text[length]))
        {
            length++;
        }

        return length;
    }
}
