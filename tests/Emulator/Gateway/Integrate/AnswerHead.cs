using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Status and headers of an integration's answer.</summary>
internal static class AnswerHead
{
    public static void Write(HttpContext context, int statusCode, HeaderLines headers, GatewayServices services)
    {
        context.Response.StatusCode = statusCode;
        foreach (var (name, value) in headers)
        {
            // Not by Append, which takes a line without a value for none.
            context.Response.Headers[name] = StringValues.Concat(context.Response.Headers[name], value);
        }

        ResponseHead.Write(context, services.Time, services.Switches);
    }
}
