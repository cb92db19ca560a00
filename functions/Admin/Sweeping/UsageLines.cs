using System.Text.Json.Nodes;
using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Usage;

namespace Egress.Admin.Sweeping;

/// <summary>
/// Lines of JSON that say whose each key is, and how near its quota: the access log knows keys by their ids alone, so the dashboard of template.yaml
/// reads them beside it. A key's value is in none.
/// </summary>
internal sealed class UsageLines(UsageStore usage, Audit audit, Action<string> write, TimeProvider time)
{
    /// <summary>
    /// One sweep in each hour is due, the one in its first quarter: AWS counts half an hour late, so more would tell nothing new. It costs one call for each plan and
    /// 500 keys in it.
    /// </summary>
    public static bool AreDue(SweepOrder order) => order is { IsDryRun: false, Consumer: null } && order.ScheduledFor is null or { Minute: < 15 };

    /// <summary>Today's figures, by plan and key. Without them the lines still say whose the keys are, and no sweep fails for their sake.</summary>
    public async Task<UsageFigures> ReadAsync(Inventory inventory, SweepOrder order, CancellationToken cancellationToken)
    {
        var (today, figures) = (DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), new UsageFigures());
        try
        {
            foreach (var plan in inventory.Plans)
            {
                figures.ByPlan[plan.Id] = await usage.ReadDayAsync(plan.Id, inventory.KeysByPlan[plan.Id], today, cancellationToken);
            }
        }
        catch (CallFailedException failure)
        {
            audit.Decided(order.Actor, "sweep Usage", "all", null, $"no figures of usage this hour: {failure.Message}");
        }

        return figures;
    }

    public void Write(ConsumerFacts consumer, Inventory inventory, UsageFigures figures)
    {
        var lines =
            from facts in consumer.Keys
            from plan in inventory.Plans
            where facts.Attached.Contains(plan.Id)
            from stage in plan.Stages
            select Line(consumer.Name, facts, plan, stage, figures.Find(plan.Id, facts.Key.Id));
        foreach (var line in lines)
        {
            write(line.ToJsonString());
        }
    }

    private static JsonObject Line(string consumer, KeyFacts facts, UsagePlan plan, string stage, UsageDay? day)
    {
        var line = new JsonObject
        {
            ["consumer"] = consumer,
            ["upstream"] = Upstream.HostOf(stage),
            ["stage"] = stage,
            ["keyId"] = facts.Key.Id,
            ["keyState"] = facts.State,
        };
        if (day is not null)
        {
            line["callsToday"] = day.Used;
        }

        if (day is not null && plan is { QuotaLimit: > 0 and var limit })
        {
            line["quota"] = limit;
            line["quotaPeriod"] = plan.QuotaPeriod;
            line["quotaLeft"] = day.Remaining;
            line["quotaUsedPercent"] = Math.Round(100.0 * Math.Max(0, limit - day.Remaining) / limit, 1);
        }

        return line;
    }
}
