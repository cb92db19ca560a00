using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The gateway compresses what its API's minimumCompressionSize asks for and the upstream left alone. [doc: Payload compression for REST APIs]</summary>
internal static partial class Compression
{
    public static (ReadOnlyMemory<byte> Body, string? Encoding) Of(ReadOnlyMemory<byte> body, int? minimumBytes, HeaderLines upstream, string acceptEncoding)
    {
        var isWanted = body.Length > 0 && body.Length >= minimumBytes && !upstream.Contains("Content-Encoding");
        return (isWanted, Preferred(acceptEncoding)) switch
        {
            (true, "gzip") => (Compress(body, stream => new GZipStream(stream, CompressionLevel.Optimal)), "gzip"),
            (true, "deflate") => (Compress(body, stream => new ZLibStream(stream, CompressionLevel.Optimal)), "deflate"),
            _ => (body, null),
        };
    }

    private static string? Preferred(string acceptEncoding) => acceptEncoding.Split(',').Where(coding => !Refused().IsMatch(coding)).Select(coding => coding.Split(';')[0].Trim()).FirstOrDefault(coding => coding is "gzip" or "deflate");

    // A weight of zero means "not acceptable" (RFC 9110, section 12.4.2).
    [GeneratedRegex("""; *q *= *0(\.0*)? *$""", RegexOptions.IgnoreCase)]
    private static partial Regex Refused();

    private static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> body, Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (var stream = compressor(target))
        {
            stream.Write(body.Span);
        }

        return target.ToArray();
    }
}
