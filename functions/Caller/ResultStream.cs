using System.Text.Encodings.Web;
using System.Text.Json;

namespace Egress.Caller;

/// <summary>The result as Lambda takes it: the JSON of an <c>APIGatewayProxyResponse</c>. The body goes from its bytes to the result's in pieces.</summary>
internal static class ResultStream
{
    /// <summary>The figure that Lambda itself names: "Response payload size exceeded maximum allowed payload size (6291556 bytes)".</summary>
    public const int MaxBytes = 6_291_556;

    private const int PieceBytes = 4 * 1024;
    private const int HeadBytes = 4 * 1024;

    // The result is read by programs, never by a browser as a part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ResponseTooLargeException">Written as JSON, the result is over the limit.</exception>
    public static MemoryStream Write(int status, Dictionary<string, IList<string>> headers, ReadOnlySpan<byte> body, bool isText)
    {
        using var buffer = new PooledBuffer(Expected(body.Length, isText));
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, status);
        WriteHeaders(writer, headers);
        writer.WritePropertyName("body"u8);
        for (; body.Length > PieceBytes; body = body[PieceBytes..])
        {
            WritePiece(writer, body[..PieceBytes], isText, isLast: false);
            Flush(writer);
        }

        WritePiece(writer, body, isText, isLast: true);
        writer.WriteBoolean("isBase64Encoded"u8, !isText);
        writer.WriteEndObject();
        Flush(writer);
        return buffer.ToStream();
    }

    /// <summary>So that one array does: a writer asks for room for the worst that a piece can become, six bytes for one.</summary>
    private static int Expected(int length, bool isText) =>
        Math.Min(isText ? length + (length / 16) : (length / 3 * 4) + 4, MaxBytes) + HeadBytes + (PieceBytes * 6);

    private static void WriteHeaders(Utf8JsonWriter writer, Dictionary<string, IList<string>> headers)
    {
        writer.WriteStartObject("multiValueHeaders"u8);
        foreach (var (name, values) in headers)
        {
            writer.WriteStartArray(name);
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WritePiece(Utf8JsonWriter writer, ReadOnlySpan<byte> piece, bool isText, bool isLast)
    {
        if (isText)
        {
            writer.WriteStringValueSegment(piece, isLast);
        }
        else
        {
            writer.WriteBase64StringSegment(piece, isLast);
        }
    }

    private static void Flush(Utf8JsonWriter writer)
    {
        writer.Flush();
        if (writer.BytesCommitted > MaxBytes)
        {
            throw new ResponseTooLargeException();
        }
    }
}
