using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>Counts the call against the key's quota, or refuses it when nothing is left of the period.</summary>
internal sealed class CountQuota(UsageLedger usage, GatewaySwitches switches)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.FoundOrNot<KeyGrant>() is not { } grant || usage.TryCount(grant.PlanId, grant.KeyId, grant.Quota, WithSlack(grant.Quota)))
        {
            return next(context);
        }

        if (switches.RejectionsUseQuota)
        {
            usage.Count(grant.PlanId, grant.KeyId, grant.Quota);
        }

        return context.Reject(GatewayResponses.QuotaExceeded);
    }

    private QuotaLimit? WithSlack(QuotaLimit? quota) => quota is null ? null : quota with { Limit = (int)Math.Min(int.MaxValue, quota.Limit * (1 + switches.LimitSlack)) };
}
