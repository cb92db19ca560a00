using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Status and headers of an integration's answer.</summary>
internal static class AnswerHead
{
    public static void Write(HttpContext context, int statusCode, HeaderLines headers, GatewayServices services)
    {
        context.Response.StatusCode = statusCode;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers.Append(name, value);
        }

        ResponseHead.Write(context, services.Time, services.Switches);
    }
}
