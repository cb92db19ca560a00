using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Gateway.Limits;

/// <summary>Takes a token from each bucket that the call must pass.</summary>
internal sealed class Throttle(GatewayServices services)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new();
    private readonly TokenBucket _account = new();
    private readonly long _start = services.Time.GetTimestamp();

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var now = services.Time.GetElapsedTime(_start);
        var throttles = Throttles.Of(
            context.FoundOrNot<KeyGrant>(), services.Switches, context.Found<AddressedStage>().Stage, context.Found<MatchedRoute>(), context.Found<GatewayRequest>().Method);
        var passes = throttles.All(throttle => Bucket(throttle.Bucket).TryTake(WithSlack(throttle.Limit), now)) && _account.TryTake(services.AccountThrottle, now);
        return passes ? next(context) : Refuse(context);
    }

    private TokenBucket Bucket(string name) => _buckets.GetOrAdd(name, _ => new TokenBucket());

    private ThrottleLimit WithSlack(ThrottleLimit limit) =>
        new(limit.RatePerSecond * (1 + services.Switches.LimitSlack), (int)(limit.Burst * (1 + services.Switches.LimitSlack)));

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
        var (isCounted, shouldBe) = (services.Switches.CountsQuotaBeforeThrottle, services.Switches.RejectionsUseQuota);
        if (shouldBe && !isCounted)
        {
            services.Usage.Count(grant.PlanId, grant.KeyId);
        }
        else if (isCounted && !shouldBe)
        {
            services.Usage.Uncount(grant.PlanId, grant.KeyId);
        }
    }
}
