using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway;

/// <summary>The headers that every answer of the gateway carries, whoever made its body.</summary>
internal static class ResponseHead
{
    public static void Write(HttpContext context, TimeProvider time, GatewaySwitches switches)
    {
        WriteTransport(context, time, switches);
        var ids = context.Found<RequestIds>();
        context.Response.Headers["x-amzn-RequestId"] = ids.RequestId;
        context.Response.Headers["x-amz-apigw-id"] = ids.ExtendedRequestId;
    }

    public static void WriteTransport(HttpContext context, TimeProvider time, GatewaySwitches switches)
    {
        var headers = context.Response.Headers;
        headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        headers.Connection = Closes(context, switches) ? "close" : "keep-alive"; // echoed, recorded 2024-12-11 (test_apigateway_header_remapping_http)
        if (switches.SendsServerHeader)
        {
            headers.Server = "Server"; // [capture: private API, 2020]
        }
    }

    private static bool Closes(HttpContext context, GatewaySwitches switches)
    {
        var isLast = switches.RequestsPerConnection is { } most && context.FoundOrNot<ConnectionUse>()?.Count() >= most;
        return isLast || HttpProtocol.IsHttp10(context.Request.Protocol) || AsksToClose(context.Request.Headers.Connection.ToString());
    }

    private static bool AsksToClose(string connection) => connection.Split(',', StringSplitOptions.TrimEntries).Contains("close", StringComparer.OrdinalIgnoreCase);
}
