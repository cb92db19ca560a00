using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Request;

/// <summary>
/// What a chunked body costs beside its bytes: sizes, extensions, trailers. Extensions mean nothing to anybody; a request that is mostly extension
/// keeps a connection busy for the body of a few bytes, or hides something.
/// </summary>
internal sealed class ChunkOverhead : IDisposable
{
    private const int FreeBytes = 16 * 1024;
    private const int PerBodyByte = 16; // chunks of one byte, their sizes written with leading zeros
    private readonly CountedInput? _input;
    private readonly long _start;

    private ChunkOverhead(CountedInput? input)
    {
        (_input, _start) = (input, input?.Taken ?? 0);
        if (input is not null)
        {
            input.Most = _start + FreeBytes + ((PerBodyByte + 1L) * GatewayLimits.MaxBodyBytes);
        }
    }

    public static ChunkOverhead Of(HttpContext context) => new(context.Request.Headers.TransferEncoding.Count > 0 ? context.FoundOrNot<CountedInput>() : null);

    /// <summary>To be asked at the end of the body, when every byte of it was taken off the connection.</summary>
    public bool IsBeyondReason(int bodyBytes) => _input is { } input && input.Taken - _start - bodyBytes > FreeBytes + ((long)PerBodyByte * bodyBytes);

    public void Dispose()
    {
        if (_input is { } input)
        {
            input.Most = long.MaxValue;
        }
    }
}
