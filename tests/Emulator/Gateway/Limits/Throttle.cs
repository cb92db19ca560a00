using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>Takes a token from each bucket that the call must pass.</summary>
internal sealed class Throttle
{
    private readonly GatewayServices _services;
    private readonly TokenBuckets _buckets = new();
    private readonly TokenBucket _account = new();
    private readonly long _start;

    public Throttle(GatewayServices services)
    {
        (_services, _start) = (services, services.Time.GetTimestamp());
        services.Usage.Forgotten += gone => _buckets.Forget(gone.PlanId, gone.KeyId);
    }

    public TokenBuckets Buckets => _buckets;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var now = _services.Time.GetElapsedTime(_start);
        var throttles = Throttles.Of(
            context.FoundOrNot<KeyGrant>(), _services.Switches, context.Found<AddressedStage>().Stage, context.Found<MatchedRoute>(), context.Found<GatewayRequest>().Method);
        var passes = throttles.All(throttle => _buckets.TryTake(throttle.Bucket, WithSlack(throttle.Limit), now)) && _account.TryTake(WithSlack(_services.AccountThrottle), now);
        return passes ? next(context) : Refuse(context);
    }

    private ThrottleLimit WithSlack(ThrottleLimit limit) =>
        new(limit.RatePerSecond * (1 + _services.Switches.LimitSlack), (int)(limit.Burst * (1 + _services.Switches.LimitSlack)));

    private Task Refuse(HttpContext context)
    {
        if (context.FoundOrNot<KeyGrant>() is { } grant)
        {
            SettleQuota(grant);
        }

        return context.Reject(GatewayResponses.Throttled);
    }

    // Whether the quota was counted already depends on the order of checks, whether it should be on another switch.
    private void SettleQuota(KeyGrant grant)
    {
        var (isCounted, shouldBe) = (_services.Switches.CountsQuotaBeforeThrottle, _services.Switches.RejectionsUseQuota);
        if (shouldBe && !isCounted)
        {
            _services.Usage.Count(grant.PlanId, grant.KeyId, grant.Quota);
        }
        else if (isCounted && !shouldBe)
        {
            _services.Usage.Uncount(grant.PlanId, grant.KeyId, grant.Quota);
        }
    }
}
