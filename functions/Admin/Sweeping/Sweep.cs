using Egress.Admin.Calls;
using Egress.Admin.Grants;
using Egress.Admin.Keys;
using Egress.Admin.Metrics;
using Egress.Admin.Secrets;

namespace Egress.Admin.Sweeping;

/// <summary>
/// Brings every key of the stack to the state that labels and stamps ask for: repairs what was undone by hand, gives grace, disables after it,
/// deletes after the quarantine. It remembers nothing, so it may be cut off anywhere.
/// <list type="number">
/// <item>The clock: if ours and the schedule's differ, nothing is taken away in this run.</item>
/// <item>The bulk reading: <see cref="Inventory"/>, then <see cref="ConsumerReader"/>. A bulk read that fails ends the run before anything is done; one of a consumer leaves that consumer out.</item>
/// <item>Once an hour the log is told whose the keys are, and how near their quotas: <see cref="UsageLines"/>.</item>
/// <item>Each key is judged: <see cref="Judge"/>; the verdict is carried out: <see cref="Bailiff"/>, which looks again before it takes anything away.</item>
/// <item>Each secret is mended: <see cref="SecretMending"/>.</item>
/// </list>
/// </summary>
internal sealed class Sweep(
    SecretDirectory directory, KeyStore keys, PlanStore plans, ConsumerReader reader, Bailiff bailiff, SecretMending mending, UsageLines lines, Audit audit, MetricLog metrics, AdminOptions options,
    TimeProvider time)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(60);

    /// <summary>Kept for the consumer that is being worked on when time runs out.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(60);

    public async Task<SweepReport> RunAsync(SweepOrder order, CancellationToken cancellationToken)
    {
        // 1.
        var started = time.GetTimestamp();
        var isClockTrusted = IsClockTrusted(order);

        // 2.
        var inventory = await Inventory.ReadAsync(directory, keys, plans, options, cancellationToken);
        var figures = UsageLines.AreDue(order) ? await lines.ReadAsync(inventory, order, cancellationToken) : null;
        var report = new SweepReport { IsOfAll = order is { IsDryRun: false, Consumer: null }, Findings = isClockTrusted ? 0 : 1 };
        TellOfStrangers(order, inventory, report);
        await foreach (var consumer in reader.ReadAsync(inventory, order.Consumer, cancellationToken))
        {
            if (time.GetElapsedTime(started) + Reserve > order.Remaining)
            {
                report.IsComplete = false;
                break;
            }

            // 3.
            if (figures is not null)
            {
                lines.Write(consumer, inventory, figures);
            }

            try
            {
                await SweepAsync(order, consumer, isClockTrusted, report, cancellationToken);
            }
            catch (Exception failure) when (failure is RefusedException or CallFailedException)
            {
                // The trouble of one consumer must not keep the others from their due.
                Tell(order, report, new SweepLine(consumer.Name, null, "Refuse", failure.Message), isAlarm: true);
            }
        }

        metrics.Swept(report);
        return report;
    }

    private bool IsClockTrusted(SweepOrder order)
    {
        var skew = order.ScheduledFor is { } scheduled ? (time.GetUtcNow() - scheduled).Duration() : TimeSpan.Zero;
        if (skew <= MostSkew)
        {
            return true;
        }

        audit.Alarm(order.Actor, "sweep", "all", null, $"the schedule's time and this clock differ by {skew.TotalSeconds:0} s; expected at most {MostSkew.TotalSeconds:0} s. Nothing is disabled, detached or deleted in this run");
        return false;
    }

    private async Task SweepAsync(SweepOrder order, ConsumerFacts consumer, bool isClockTrusted, SweepReport report, CancellationToken cancellationToken)
    {
        report.Consumers++;
        if (consumer.Secret is { IsDeleted: true })
        {
            return; // kept as they are until the secret is restored, or gone for good
        }

        if (consumer.Secret is { } secret && secret.IsRotationOverdue(TimeSpan.FromDays(options.RotationDays), time.GetUtcNow()))
        {
            report.RotationsOverdue++;
            audit.Alarm(order.Actor, "sweep Overdue", consumer.Name, null, $"not rotated since {secret.LastRotated ?? secret.Created:u}; expected every {options.RotationDays} days. See the alarms of its last rotation, or send the action rotate");
        }

        // 4.
        foreach (var facts in consumer.Keys)
        {
            var verdict = await JudgeAsync(facts, consumer, cancellationToken);
            Count(report, facts, verdict);
            if (verdict.Kind == KeyVerdictKind.Leave || (verdict.IsDestructive && !isClockTrusted))
            {
                continue;
            }

            if (order.IsDryRun || await bailiff.CarryOutAsync(consumer, facts, verdict, cancellationToken))
            {
                Tell(order, report, new SweepLine(consumer.Name, facts.Key.Id, verdict.Kind.ToString(), verdict.Reason), verdict.IsAlarm);
            }
        }

        // 5.
        foreach (var mend in await mending.FindAsync(consumer, cancellationToken))
        {
            if (!order.IsDryRun && mend.Do is not null)
            {
                await mend.Do(cancellationToken);
            }

            Tell(order, report, new SweepLine(consumer.Name, null, mend.Action, mend.Reason), mend.IsAlarm);
        }
    }

    private void TellOfStrangers(SweepOrder order, Inventory inventory, SweepReport report)
    {
        if (order.Consumer is not null)
        {
            return;
        }

        foreach (var key in inventory.Untagged)
        {
            Tell(order, report, new SweepLine(KeyName.Parse(key.Name)!.Value.Consumer, key.Id, "Tell", $"it bears a name of ours, but not the tag {Tag.Stack}={options.Stack}, so it is never deleted. Give it the tag back, or delete it when nobody needs it"), isAlarm: true);
        }

        foreach (var secret in inventory.Strays)
        {
            Tell(order, report, new SweepLine("all", null, "Tell", $"secret {secret.Id} bears our tags, but is no consumer's secret: left alone. Take its tag {Tag.Stack} away"), isAlarm: true);
        }
    }

    private async Task<KeyVerdict> JudgeAsync(KeyFacts facts, ConsumerFacts consumer, CancellationToken cancellationToken)
    {
        var verdict = Judge.Of(facts, time.GetUtcNow(), options);
        return verdict.Kind == KeyVerdictKind.AskUse
            ? Judge.Of(facts with { IsUsed = await bailiff.IsUsedAsync(facts, cancellationToken) }, time.GetUtcNow(), options)
            : verdict.Kind == KeyVerdictKind.Leave && bailiff.IsSettlementDue(facts, consumer) ? new KeyVerdict(KeyVerdictKind.SettleQuota, "its predecessor is disabled") : verdict;
    }

    private static void Count(SweepReport report, KeyFacts facts, KeyVerdict verdict)
    {
        report.KeysAlive += facts.Key.IsEnabled ? 1 : 0;
        report.KeysHeld += verdict.Kind == KeyVerdictKind.Hold || (facts.Key.IsEnabled && facts.Key.Stamps.Held is not null) ? 1 : 0;
    }

    private void Tell(SweepOrder order, SweepReport report, SweepLine line, bool isAlarm)
    {
        report.Done.Add(line);
        report.Findings += isAlarm ? 1 : 0;
        var what = $"{(line.KeyId is null ? "" : $"key {line.KeyId}: ")}{line.Reason}{(order.IsDryRun ? " (dry run)" : "")}";
        if (isAlarm)
        {
            audit.Alarm(order.Actor, $"sweep {line.Action}", line.Consumer, null, what);
        }
        else
        {
            audit.Decided(order.Actor, $"sweep {line.Action}", line.Consumer, null, what);
        }
    }
}
