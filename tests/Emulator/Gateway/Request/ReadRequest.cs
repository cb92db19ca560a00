using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Request;

/// <summary>Reads the request whole, body included, and takes it apart. Requests are never streamed. [doc: response transfer mode]</summary>
internal sealed class ReadRequest(GatewaySwitches switches)
{
    // [capture: koki-develop/lgtm-generator #10 and two more]
    private static readonly FrontEndRejection TooLarge =
        new(StatusCodes.Status413PayloadTooLarge, "text; charset=utf-8", "HTTP content length exceeded 10485760 bytes.") { LeavesBody = true };

    public Task InvokeAsync(HttpContext context, RequestDelegate next) => context.CanHaveBody() ? TakeWithBodyAsync(context, next) : TakeAsync(context, default, next);

    private async Task TakeWithBodyAsync(HttpContext context, RequestDelegate next)
    {
        var (body, fault) = await ReadBodyAsync(context);
        await (fault is null ? TakeAsync(context, body, next) : context.Reject(fault));
    }

    private Task TakeAsync(HttpContext context, ReadOnlyMemory<byte> body, RequestDelegate next)
    {
        var headers = ParsedHeaders.Of(ClientHeaders.Of(context));
        var target = RequestTarget.Parse(context.RawTarget());
        if (!PercentEncoding.IsWellFormed(target.Path) || !QueryParameters.IsSupported(target.Query))
        {
            return context.Reject(new FrontEndRejection(StatusCodes.Status400BadRequest, "application/json", switches.MalformedTargetBody) { HasRequestIds = true });
        }

        context.Keep(Parse(context, target, headers, body));
        return next(context);
    }

    private GatewayRequest Parse(HttpContext context, RequestTarget target, HeaderLines headers, ReadOnlyMemory<byte> body)
    {
        var method = context.Request.Method;
        if (switches.HonoursMethodOverride && headers.Last(ParsedHeaders.MethodOverride) is { Length: > 0 } verb)
        {
            method = verb.ToUpperInvariant();
            headers.Remove(ParsedHeaders.MethodOverride);
        }

        return new GatewayRequest
        {
            Method = method,
            Host = context.Request.Host.Host,
            Target = target,
            Query = QueryParameters.Parse(target.Query),
            Headers = headers,
            Body = body,
            SourceIp = context.SourceIp(),
        };
    }

    private static async Task<(ReadOnlyMemory<byte> Body, FrontEndRejection? Fault)> ReadBodyAsync(HttpContext context)
    {
        try
        {
            using var framing = ChunkOverhead.Of(context);
            var body = context.Request.ContentLength > GatewayLimits.MaxBodyBytes
                ? null
                : await BoundedBody.ReadAsync(context.Request.Body.ReadAsync, GatewayLimits.MaxBodyBytes, context.RequestAborted);
            return body switch
            {
                null => (default, TooLarge),
                { } whole when framing.IsBeyondReason(whole.Length) => (default, FrontEndRejection.Malformed),
                { } whole => (whole, null),
            };
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            return (default, FrontEndRejection.Malformed); // a chunk size beyond 64 bits, say; Kestrel answers the other faults itself
        }
    }
}
