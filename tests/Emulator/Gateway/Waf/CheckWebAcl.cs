using Egress.Emulator.Gateway.Request;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.Gateway.Waf;

/// <summary>A stage's web ACL comes before policies, authorizers and keys. [doc: Use AWS WAF to protect your REST APIs in API Gateway] Where the stage is unknown there is none.</summary>
internal sealed partial class CheckWebAcl(GatewayServices services)
{
    private readonly ILogger _log = services.Loggers.CreateLogger("Egress.Emulator.Gateway.WafLog");

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Found<AddressedStage>().Stage.WebAcl is not { } webAcl)
        {
            return next(context);
        }

        var (ids, start) = (context.Found<RequestIds>(), services.Time.GetTimestamp());
        var verdict = webAcl.Decide(RequestOf(context));
        context.Keep(new WafOutcome(webAcl.Arn, verdict, services.Time.GetElapsedTime(start)));
        if (verdict.Action != WafAction.Block)
        {
            return next(context);
        }

        Log.Blocked(_log, ids, webAcl.Arn, verdict.Rule ?? "Default_Action");
        return verdict.Response is { } own
            ? context.Reject(new FrontEndRejection(own.StatusCode, own.ContentType, own.Body) { HasRequestIds = true, Headers = own.Headers })
            : context.Reject(GatewayResponses.WafFiltered);
    }

    // Verb and headers are those of the wire: the web ACL is asked before API Gateway parses anything away [unverified].
    private static WafRequest RequestOf(HttpContext context)
    {
        var request = context.Found<GatewayRequest>();
        return new WafRequest
        {
            Method = context.Request.Method,
            Path = request.Target.Path,
            Query = request.Target.Query,
            Headers = new HeaderLines(ClientHeaders.Of(context)),
            Body = request.Body,
            SourceIp = request.SourceIp,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "({Request}) {WebAcl} BLOCK by {Rule}")]
        public static partial void Blocked(ILogger logger, RequestIds request, string webAcl, string rule);
    }
}
