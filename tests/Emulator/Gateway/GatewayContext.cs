using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Egress.Emulator.Gateway;

/// <summary>The pipeline's vocabulary on <see cref="HttpContext"/>: each stage leaves what it found out as a feature of the request.</summary>
internal static class GatewayContext
{
    /// <summary>What an earlier stage has found out; asking for what no earlier stage provides is a fault in the pipeline.</summary>
    public static T Found<T>(this HttpContext context)
        where T : notnull => context.Features.GetRequiredFeature<T>();

    /// <summary>As <see cref="Found{T}"/>, for those that also serve requests which ended early.</summary>
    public static T? FoundOrNot<T>(this HttpContext context) => context.Features.Get<T>();

    public static void Keep<T>(this HttpContext context, T found) => context.Features.Set(found);

    /// <summary>Ends the request: the answer is written when the call has come back to <see cref="AnswerRejections"/>.</summary>
    public static Task Reject(this HttpContext context, Rejection rejection)
    {
        context.Keep(rejection);
        return Task.CompletedTask;
    }

    public static Task Reject(this HttpContext context, GatewayResponseType type, string? cause = null) => context.Reject(new Rejection(type) { Cause = cause });

    public static Task Reject(this HttpContext context, FrontEndRejection rejection)
    {
        context.Keep(rejection);
        return Task.CompletedTask;
    }

    /// <summary>The target as it stood on the wire.</summary>
    public static string RawTarget(this HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } raw
        ? raw
        : context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();

    /// <summary>The peer's address: the caller's private one on a private API.</summary>
    public static string SourceIp(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "127.0.0.1",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    /// <summary>False where the request's head says that there is none.</summary>
    public static bool CanHaveBody(this HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
}
