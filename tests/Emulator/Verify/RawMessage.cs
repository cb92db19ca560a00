using System.Globalization;

namespace Egress.Emulator.Verify;

/// <summary>One message of HTTP/1.1, read leniently: what cannot be read is the body.</summary>
internal sealed record RawMessage(string StatusLine, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    private const string EndOfLine = "\r\n";

    /// <summary>Every message of a connection: an interim answer and the final one, or answers to several requests.</summary>
    public static IReadOnlyList<RawMessage> ReadAll(string text, bool isHead)
    {
        var messages = new List<RawMessage>();
        while (text.Length > 0)
        {
            (var message, text) = Read(text, isHead);
            messages.Add(message);
        }

        return messages;
    }

    private static (RawMessage Message, string Left) Read(string text, bool isHead)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            return (new RawMessage("none", [], text), "");
        }

        var lines = text[..end].Split(EndOfLine);
        (string, string)[] headers = [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(parts => (parts[0], parts.ElementAtOrDefault(1)?.Trim() ?? ""))];
        var (body, rest) = BodyOf(lines[0], headers, text[(end + 4)..], isHead);
        return (new RawMessage(lines[0], headers, body), rest);
    }

    private static (string Body, string Left) BodyOf(string statusLine, (string Name, string Value)[] headers, string text, bool isHead)
    {
        if (isHead || statusLine.Split(' ').ElementAtOrDefault(1) is ['1', ..] or "204" or "304")
        {
            return ("", text);
        }

        string? Header(string name) => headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();
        return Header("Transfer-Encoding") == "chunked" ? Unchunked(text)
            : int.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= text.Length ? (text[..length], text[length..])
            : (text, "");
    }

    private static (string Body, string Left) Unchunked(string text)
    {
        var body = "";
        while (text.IndexOf(EndOfLine, StringComparison.Ordinal) is var end && end >= 0
            && int.TryParse(text[..end].Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size)
            && end + 2 + size + 2 <= text.Length)
        {
            body += text.Substring(end + 2, size);
            text = text[(end + 2 + size + 2)..];
            if (size == 0)
            {
                return (body, text);
            }
        }

        return ($"{body}<broken off>{text}", "");
    }
}
