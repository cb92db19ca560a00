using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Request;

/// <summary>Finds the resource and method.</summary>
internal static class RouteRequest
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Found<GatewayRequest>();
        if (RouteTable.Match(context.Found<AddressedStage>().Api.Resources, request.Method, request.Target.ResourcePath) is not { } route)
        {
            return context.Reject(GatewayResponses.MissingAuthenticationToken);
        }

        context.Keep(route);
        return next(context);
    }
}
