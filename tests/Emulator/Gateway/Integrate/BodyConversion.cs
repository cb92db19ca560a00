using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Content type conversions of a buffered body. [doc: Content type conversions in API Gateway; validated: TestApiGatewayS3BinarySupport, recorded 2025-03-17]</summary>
internal static class BodyConversion
{
    /// <summary>Bytes are kept where the Content-Type is binary; anything else is text, and what is no UTF-8 becomes U+FFFD.</summary>
    public static ReadOnlyMemory<byte> Request(ReadOnlyMemory<byte> body, string? contentType, IReadOnlyList<string> binaryTypes) =>
        IsBinary(contentType, binaryTypes) ? body : Text(body);

    /// <summary>Null when the body had to be base64 and is not.</summary>
    public static ReadOnlyMemory<byte>? Response(ReadOnlyMemory<byte> body, string? upstreamType, string? accept, IReadOnlyList<string> binaryTypes) =>
        (IsBinary(upstreamType, binaryTypes), IsBinary(accept?.Split(',')[0], binaryTypes)) switch
        {
            (true, true) => body,
            (true, false) => Encoding.ASCII.GetBytes(Convert.ToBase64String(body.Span)),
            (false, true) => FromBase64(body),
            (false, false) => Text(body),
        };

    public static bool IsBinary(string? mediaType, IReadOnlyList<string> binaryTypes)
    {
        var type = mediaType?.Split(';')[0].Trim();
        return binaryTypes.Any(binary => binary == "*/*" || string.Equals(binary, type, StringComparison.OrdinalIgnoreCase));
    }

    public static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> body) => Utf8.IsValid(body.Span) ? body : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));

    private static ReadOnlyMemory<byte>? FromBase64(ReadOnlyMemory<byte> body)
    {
        if (!Base64.IsValid(body.Span, out var length))
        {
            return null;
        }

        var decoded = new byte[length];
        Base64.DecodeFromUtf8(body.Span, decoded, out _, out var written);
        return decoded.AsMemory(0, written);
    }
}
