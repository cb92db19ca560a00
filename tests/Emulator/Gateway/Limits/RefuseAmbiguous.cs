using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>
/// The rule against smuggling: a request that two readers could take apart differently is refused, and its connection closed.
/// Kestrel refuses most of it before any stage; this is what it reads leniently.
/// </summary>
internal static class RefuseAmbiguous
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        IsPlain(context.Request.Headers) && HasOneEnd(context.Request) ? next(context) : context.Reject(FrontEndRejection.Malformed);

    private static bool IsPlain(IHeaderDictionary headers)
    {
        foreach (var (name, values) in headers)
        {
            if (!FieldText.IsName(name) || !IsPlain(values))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(StringValues values)
    {
        foreach (var value in values)
        {
            if (!FieldText.IsValue(value))
            {
                return false;
            }
        }

        return true;
    }

    // "chunked", once, in HTTP/1.1: a second coding is one that the body would keep unnoticed, and HTTP/1.0 knows none (RFC 9112, section 6.1).
    private static bool HasOneEnd(HttpRequest request) => request.Headers.TransferEncoding switch
    {
        { Count: 0 } => true,
        [var coding] => HttpProtocol.IsHttp11(request.Protocol) && string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
