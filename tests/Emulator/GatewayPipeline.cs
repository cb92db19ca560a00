using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Integrate;
using Egress.Emulator.Gateway.Limits;
using Egress.Emulator.Gateway.Policy;
using Egress.Emulator.Gateway.Request;
using Egress.Emulator.Gateway.Waf;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator;

/// <summary>The data plane of a REST API: the stages that a request goes through, in order. Each leaves what it found among the request's features, or rejects.</summary>
internal static class GatewayPipeline
{
    public static RequestDelegate Build(GatewayServices services)
    {
        var (time, switches) = (services.Time, services.Switches);
        var policies = new CheckPolicies(services).InvokeAsync;
        var route = RouteRequest.InvokeAsync;
        var throttle = new Throttle(services).InvokeAsync;
        var quota = new CountQuota(services.Usage, switches).InvokeAsync;

        return Chain(
            TakeHead.InvokeAsync,
            new IssueRequestIds(services).InvokeAsync,
            new LogAccess(time, services.Loggers).InvokeAsync,
            new AnswerRejections(time, switches).InvokeAsync,
            RefuseAmbiguous.InvokeAsync,
            new CheckFrontEndLimits(switches).InvokeAsync,
            new ReadRequest(switches).InvokeAsync,
            new FindStage(services).InvokeAsync,
            new CheckWebAcl(services).InvokeAsync,
            switches.RoutesBeforePolicies ? route : policies,
            switches.RoutesBeforePolicies ? policies : route,
            new CheckApiKey(services.Usage, switches).InvokeAsync,
            switches.CountsQuotaBeforeThrottle ? quota : throttle,
            switches.CountsQuotaBeforeThrottle ? throttle : quota,
            ValidateParameters.InvokeAsync,
            new DecodeBody(switches).InvokeAsync,
            new AnswerMock(services).InvokeAsync,
            new MapRequest(services).InvokeAsync,
            new ProxyToUpstream(services).InvokeAsync);
    }

    private static RequestDelegate Chain(params Func<HttpContext, RequestDelegate, Task>[] stages) => stages
        .Reverse()
        .Aggregate((RequestDelegate)(_ => Task.CompletedTask), (next, stage) => context => stage(context, next));
}
