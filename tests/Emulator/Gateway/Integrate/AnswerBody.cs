using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>A body of known length.</summary>
internal static class AnswerBody
{
    /// <summary>A 205 has no body, but a length of zero (RFC 9110, section 15.3.6).</summary>
    public static bool IsReset(HttpContext context) => context.Response.StatusCode == StatusCodes.Status205ResetContent;

    /// <summary>These have neither a body nor a length (RFC 9110, section 8.6).</summary>
    public static bool IsBodiless(HttpContext context) => context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified;

    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (IsBodiless(context))
        {
            return;
        }

        // A HEAD is answered with the same headers and a length of zero. [capture: two]
        var bytes = HttpMethods.IsHead(context.Request.Method) || IsReset(context) ? ReadOnlyMemory<byte>.Empty : body;
        context.Response.ContentLength = bytes.Length;
        context.Keep(new ResponseLength(bytes.Length));
        if (!bytes.IsEmpty)
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
