using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>A body of known length.</summary>
internal static class AnswerBody
{
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return; // these have neither a body nor a length (RFC 9110, section 8.6)
        }

        // A HEAD is answered with the same headers and a length of zero. [capture: two]
        var bytes = HttpMethods.IsHead(context.Request.Method) ? ReadOnlyMemory<byte>.Empty : body;
        context.Response.ContentLength = bytes.Length;
        context.Keep(new ResponseLength(bytes.Length));
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
