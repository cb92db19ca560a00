using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>The gateway compresses what its API's minimumCompressionSize asks for, unless an answer is compressed already. [doc: Payload compression for REST APIs]</summary>
internal static partial class Compression
{
    /// <summary>The body as it goes to the client, whose answer's head is told of the coding.</summary>
    public static ReadOnlyMemory<byte> Of(HttpContext context, ReadOnlyMemory<byte> body, bool isEncoded)
    {
        var isWanted = !isEncoded && !body.IsEmpty && !AnswerBody.IsBodiless(context) && !AnswerBody.IsReset(context) && body.Length >= context.Found<AddressedStage>().Api.MinimumCompressionSizeBytes;
        if (!isWanted || Preferred(context.Request.Headers.AcceptEncoding.ToString()) is not { } encoding)
        {
            return body;
        }

        context.Response.Headers.ContentEncoding = encoding;
        return Compress(body, stream => encoding == "gzip" ? new GZipStream(stream, CompressionLevel.Optimal) : new ZLibStream(stream, CompressionLevel.Optimal));
    }

    private static string? Preferred(string acceptEncoding) => acceptEncoding.ToLowerInvariant().Split(',').Where(coding => !Refused().IsMatch(coding)).Select(coding => coding.Split(';')[0].Trim()).FirstOrDefault(coding => coding is "gzip" or "deflate");

    // A weight of zero means "not acceptable" (RFC 9110, section 12.4.2).
    [GeneratedRegex("""; *q *= *0(\.0*)? *$""")]
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
