using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>Key → plan → (API, stage) must line up. A missing, unknown, disabled key and one of another stage are told apart by nobody. [doc: AWS re:Post, 403 errors]</summary>
internal sealed class CheckApiKey(UsageLedger usage, GatewaySwitches switches)
{
    private const string HeaderName = "X-API-Key";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Found<MatchedRoute>().Method.ApiKeyRequired)
        {
            return next(context);
        }

        var headers = context.Found<GatewayRequest>().Headers;
        var value = switches.MatchesKeyHeaderCase ? headers.LastExact(HeaderName) : headers.Last(HeaderName);
        var stage = context.Found<AddressedStage>().Stage;
        if (string.IsNullOrEmpty(value) || context.Found<NodeTable>().Find(stage.ApiId, stage.Name, value) is not { } grant)
        {
            return context.Reject(GatewayResponses.InvalidApiKey);
        }

        if (switches.CarriesUsageOfRotatedKeys && grant.Owner.Length > 0)
        {
            usage.Share(grant.PlanId, grant.KeyId, grant.Owner);
        }

        context.Keep(grant);
        return next(context);
    }
}
