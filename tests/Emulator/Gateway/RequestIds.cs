using System.Globalization;
using System.Security.Cryptography;

namespace Egress.Emulator.Gateway;

/// <summary>The names that the gateway gives to one request: <c>x-amzn-RequestId</c>, <c>x-amz-apigw-id</c> and the root of the trace.</summary>
internal sealed record RequestIds(string RequestId, string ExtendedRequestId, string TraceRoot)
{
    public override string ToString() => RequestId;

    public static RequestIds New(DateTimeOffset now) => new(Guid.NewGuid().ToString(), NewExtendedRequestId(), NewTraceRoot(now));

    // Opaque base64 text ending in "=": eleven bytes make sixteen characters, the last one padding.
    private static string NewExtendedRequestId() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(11));

    // "Tracing header" in the X-Ray developer guide: version 1, seconds since the epoch in eight hex digits, 96 random bits.
    private static string NewTraceRoot(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"1-{now.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}");
}
