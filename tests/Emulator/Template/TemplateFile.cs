using System.Text;
using System.Text.Json;

namespace Egress.Emulator.Template;

/// <summary>A file of the template: the template itself, or a body beside it. UTF-8, with or without its mark; a file named .json is JSON, although the YAML reader takes more.</summary>
internal static class TemplateFile
{
    private const int LineFeed = '\n';

    // Deeper than any template; how deep one may be, the parser says.
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 10_000 };

    /// <summary>The file's text; in errors it is called <paramref name="what"/>, and <paramref name="advice"/> is for when there is no such file.</summary>
    public static string Read(string file, int mostBytes, string what, string advice)
    {
        var start = new SourceLocation(file, 1);
        var found = new FileInfo(file);
        if (!found.Exists)
        {
            throw new TemplateException(start, Directory.Exists(file) ? "a folder" : "no such file", $"{what}, a file", advice);
        }

        if (found.Length > mostBytes)
        {
            throw new TemplateException(start, $"{found.Length} bytes", $"{what} of at most {mostBytes} bytes", "shorten it: AWS takes no larger one");
        }

        var bytes = File.ReadAllBytes(file);
        var text = Decode(file, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        if (Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            CheckJson(file, text);
        }

        return text;
    }

    private static string Decode(string file, byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + bytes.Take(fault.Index).Count(octet => octet == LineFeed);
            throw new TemplateException(new SourceLocation(file, line), $"bytes that are no UTF-8 ({Convert.ToHexString(fault.BytesUnknown ?? [])})", "text in UTF-8", "save the file as UTF-8");
        }
    }

    private static void CheckJson(string file, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Json);
        }
        catch (JsonException fault) when (text.AsSpan().Trim().Length > 0)
        {
            throw new TemplateException(
                new SourceLocation(file, 1 + (int)(fault.LineNumber ?? 0)),
                $"text that is no JSON ({fault.Message.Split(" LineNumber:")[0].Replace(" which is not supported in this mode. Change the reader options", "", StringComparison.Ordinal)})",
                "JSON, as the file's name says",
                "correct it; a comma after the last item and comments are the usual cause");
        }
        catch (JsonException)
        {
            return; // nothing at all is told as such
        }
    }
}
