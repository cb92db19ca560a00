using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>What is refused before the API is known: too many header bytes, too long an address, too large a body.</summary>
internal sealed class CheckFrontEndLimits(GatewaySwitches switches)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HeaderBytes(context.Request.Headers) > MostHeaderBytes(context))
        {
            return context.Reject(new FrontEndRejection(switches.HeadersTooLargeStatus, null, "") { LeavesBody = true });
        }

        if (UrlCharacters(context) > GatewayLimits.MaxUrlCharacters)
        {
            return context.Reject(new FrontEndRejection(switches.UrlTooLongStatus, switches.UriTooLongContentType, switches.UriTooLongBody) { LeavesBody = true });
        }

        // Kestrel lets both through and moves the length aside; API Gateway's way is the strict one of RFC 9112, section 6.1.
        if (context.Request.Headers.ContainsKey("X-Content-Length") && context.Request.Headers.TransferEncoding.Count > 0)
        {
            return context.Reject(FrontEndRejection.Malformed);
        }

        return next(context);
    }

    private static int MostHeaderBytes(HttpContext context) =>
        context.FoundOrNot<VpcEndpoint>() is null ? GatewayLimits.MaxPublicHeaderBytes : GatewayLimits.MaxHeaderBytes;

    // A header's characters are its bytes: it is read as Latin-1.
    private int HeaderBytes(IHeaderDictionary headers)
    {
        var bytes = 0;
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                bytes += (value?.Length ?? 0) + (switches.CountsHeaderValuesOnly ? 0 : name.Length + ": \r\n".Length);
            }
        }

        return bytes;
    }

    private static int UrlCharacters(HttpContext context) => "https://".Length + (context.Request.Host.Value?.Length ?? 0) + context.RawTarget().Length;
}
