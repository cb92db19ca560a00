using System.Globalization;
using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;

namespace Egress.Admin.Usage;

/// <summary>What keys have used of plans. AWS counts it half an hour late, so an absent figure means "not known yet", never "nothing".</summary>
internal sealed class UsageStore(IAmazonAPIGateway gateway, Attempts attempts)
{
    private const int LargestPage = 500;

    /// <summary>
    /// One key's days in one plan; empty when there is no figure. The answer's entry is keyed by the key's id in the API reference, by its value
    /// in the service model: asked for one key, the only entry is it. A key that is not in the plan has none.
    /// </summary>
    public async Task<IReadOnlyList<UsageDay>> ReadAsync(string planId, string keyId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await Pages.AllAsync("GetUsage", position => attempts.RepeatAsync("GetUsage", async token =>
            {
                var request = new GetUsageRequest { UsagePlanId = planId, KeyId = keyId, StartDate = Text(from), EndDate = Text(to), Limit = LargestPage, Position = position };
                var page = await gateway.GetUsageAsync(request, token);
                return new Page<List<List<long>>>(page.Items?.Values, page.Position);
            }, cancellationToken));
            return entries is [var days] ? [.. days.Select((day, index) => Read(day, from.AddDays(index))).OfType<UsageDay>()] : [];
        }
        catch (CallFailedException failure) when (failure.Code is "NotFoundException")
        {
            return [];
        }
    }

    /// <summary>What each key of a plan used on one day, by the key's id: one call for 500 keys. A key without a figure has none.</summary>
    public async Task<IReadOnlyDictionary<string, UsageDay>> ReadDayAsync(string planId, IEnumerable<PlanKey> keys, DateOnly day, CancellationToken cancellationToken)
    {
        // Whatever moves from one page to the next while pages are read comes twice, and an exception about it would name a key's value.
        var (days, byId) = (new Dictionary<string, UsageDay?>(StringComparer.Ordinal), new Dictionary<string, UsageDay>(StringComparer.Ordinal));
        foreach (var (key, own) in await ReadAllAsync(planId, day, day, cancellationToken))
        {
            days[key] = own is [.., var last] ? last : null;
        }

        foreach (var key in keys)
        {
            if ((days.GetValueOrDefault(key.Id) ?? days.GetValueOrDefault(key.Value?.Value ?? "")) is { } known)
            {
                byId[key.Id] = known;
            }
        }

        return byId;
    }

    /// <summary>Every key's days in one plan, by pages. An entry is named by the key's id or by its value, see above: not to be shown.</summary>
    public async Task<IReadOnlyList<(string Key, IReadOnlyList<UsageDay> Days)>> ReadAllAsync(string planId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var entries = await Pages.AllAsync("GetUsage", position => attempts.RepeatAsync("GetUsage", async token =>
        {
            var page = await gateway.GetUsageAsync(new GetUsageRequest { UsagePlanId = planId, StartDate = Text(from), EndDate = Text(to), Limit = LargestPage, Position = position }, token);
            return new Page<KeyValuePair<string, List<List<long>>>>(page.Items, page.Position);
        }, cancellationToken));
        return [.. entries.Select(entry => (entry.Key, (IReadOnlyList<UsageDay>)[.. entry.Value.Select((day, index) => Read(day, from.AddDays(index))).OfType<UsageDay>()]))];
    }

    /// <summary>Calls of a key since a day, over some plans; null when no plan has a figure.</summary>
    public async Task<PlanCounts?> CountAsync(string keyId, IEnumerable<string> planIds, DateOnly since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var plan in planIds)
        {
            var days = await ReadAsync(plan, keyId, since, DateOnly.FromDateTime(now.UtcDateTime), cancellationToken);
            if (days.Count > 0)
            {
                counts[plan] = days.Sum(day => day.Used);
            }
        }

        return counts.Count == 0 ? null : new PlanCounts(now, counts);
    }

    /// <summary>What remains of a key's quota now, in a plan that has one; null when there is no figure.</summary>
    public async Task<long?> ReadRemainingAsync(Grants.UsagePlan plan, string keyId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return await ReadAsync(plan.Id, keyId, today, today, cancellationToken) is [.., var last] ? last.Remaining : null;
    }

    public Task SetRemainingAsync(string planId, string keyId, long remaining, CancellationToken cancellationToken) =>
        attempts.RepeatAsync("UpdateUsage", token => gateway.UpdateUsageAsync(new UpdateUsageRequest
        {
            UsagePlanId = planId,
            KeyId = keyId,
            PatchOperations = [new() { Op = Op.Replace, Path = "/remaining", Value = remaining.ToString(CultureInfo.InvariantCulture) }],
        }, token), cancellationToken);

    private static UsageDay? Read(List<long> pair, DateOnly day) => pair is [var used, var remaining] ? new(day, used, remaining) : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
