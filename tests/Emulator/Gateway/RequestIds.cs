using System.Globalization;
using System.Security.Cryptography;

namespace Egress.Emulator.Gateway;

/// <summary>The names that the gateway gives to one request: <c>x-amzn-RequestId</c>, <c>x-amz-apigw-id</c> and the root of the trace.</summary>
internal sealed record RequestIds(string RequestId, string ExtendedRequestId, string TraceRoot)
{
    public override string ToString() => RequestId;

    public static RequestIds New(DateTimeOffset now)
    {
        Span<byte> bits = stackalloc byte[16 + 11 + 12]; // taken at once: each taking is a call of the system
        RandomNumberGenerator.Fill(bits);
        return new RequestIds(NewRequestId(bits[..16]), NewExtendedRequestId(bits[16..27]), NewTraceRoot(now, bits[27..]));
    }

    // A version 4 UUID (RFC 9562, section 5.4).
    private static string NewRequestId(Span<byte> bits)
    {
        bits[6] = (byte)((bits[6] & 0x0f) | 0x40);
        bits[8] = (byte)((bits[8] & 0x3f) | 0x80);
        return new Guid(bits, bigEndian: true).ToString();
    }

    // Opaque base64 text ending in "=": eleven bytes make sixteen characters, the last one padding.
    private static string NewExtendedRequestId(ReadOnlySpan<byte> bits) => Convert.ToBase64String(bits);

    // "Tracing header" in the X-Ray developer guide: version 1, seconds since the epoch in eight hex digits, 96 random bits.
    private static string NewTraceRoot(DateTimeOffset now, ReadOnlySpan<byte> bits) =>
        string.Create(CultureInfo.InvariantCulture, $"1-{now.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(bits)}");
}
