using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway;

/// <summary>Names the request before anything can go wrong with it.</summary>
internal sealed class IssueRequestIds(GatewayServices services)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var now = services.Time.GetUtcNow();
        context.Keep(new CallStart(now, services.Time.GetTimestamp(), services.AccountId));
        context.Keep(RequestIds.New(now));
        return next(context);
    }
}
