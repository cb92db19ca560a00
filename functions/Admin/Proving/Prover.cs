using Egress.Probe.Contract;

namespace Egress.Admin.Proving;

/// <summary>
/// Proves through the VPC what the management API cannot know: that the gateway's nodes accept a key, on every upstream.
/// <list type="number">
/// <item>The negative control: a random key must be refused everywhere, or passes would prove nothing.</item>
/// <item>Rounds of questions until every upstream reached the goal. AWS states no time in which a key becomes known, and nodes disagree for a while; so the proof is a long run of passes, never one.</item>
/// </list>
/// </summary>
internal sealed class Prover(ProbeFunction probe, AdminOptions options, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Answers how long it took.</summary>
    public async Task<TimeSpan> ProveAsync(ProofOrder order, CancellationToken cancellationToken)
    {
        var clock = new ProofTime(time, options.ProbeBudget);
        await ControlAsync(order, clock, cancellationToken); // 1
        await RepeatAsync(order, clock, cancellationToken); // 2
        return clock.Elapsed;
    }

    private async Task ControlAsync(ProofOrder order, ProofTime clock, CancellationToken cancellationToken)
    {
        for (var open = order.Upstreams; open.Count > 0;)
        {
            clock.Require(open, ProbeMode.Control);
            var report = await probe.AskAsync(new ProbeRequest { Upstreams = open, Mode = ProbeMode.Control, IsSettling = order.IsSettling }, cancellationToken);
            clock.Note(report);
            foreach (var upstream in report.Upstreams)
            {
                RequireProtected(upstream);
            }

            open = [.. report.Upstreams.Where(each => each.Refusals == 0).Select(each => each.Upstream)];
            if (open.Count > 0)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task RepeatAsync(ProofOrder order, ProofTime clock, CancellationToken cancellationToken)
    {
        var proofStarted = clock.Elapsed; // what the control waited for says nothing of how slow the nodes are with this key
        UpstreamProgress[] progress = [.. order.Upstreams.Select(upstream => new UpstreamProgress(upstream))];
        while (ProbeRound.Next(progress, order.Goal) is { } round)
        {
            clock.Require([.. progress.Where(each => !each.IsProved(order.Goal)).Select(each => each.Upstream)], order.Mode);
            var roundStarted = clock.Elapsed - proofStarted;
            var report = await probe.AskAsync(Question(order, round), cancellationToken);
            clock.Note(report);
            var roundEnded = clock.Elapsed - proofStarted;
            progress = [.. progress.Select(each => each.After(Sound(report, each.Upstream), order.Mode, roundStarted, roundEnded))];
            if (report.Trouble is not null)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private static ProbeRequest Question(ProofOrder order, ProbeRound round) => new()
    {
        SecretId = order.SecretId,
        VersionId = order.VersionId,
        Upstreams = order.Upstreams,
        Mode = order.Mode,
        Attempts = round.Attempts,
        IntervalMs = (int)round.Interval.TotalMilliseconds,
        IsSettling = order.IsSettling,
    };

    private static UpstreamReport Sound(ProbeReport report, string upstream)
    {
        var found = report.Upstreams.First(each => each.Upstream == upstream);
        return found.Fault is null ? found : throw Broken(found);
    }

    private static void RequireProtected(UpstreamReport upstream)
    {
        if (upstream.Fault is not null)
        {
            throw Broken(upstream);
        }

        if (upstream.Passes > 0)
        {
            throw new RefusedException($"Route not protected: the stage of {upstream.Upstream} accepted a random key; expected it to be refused. Require an API key on every method and redeploy the stage.");
        }
    }

    private static RefusedException Broken(UpstreamReport upstream) =>
        new($"The stage of {upstream.Upstream} cannot be proved, {upstream.Fault}. No waiting will cure that: look at the stage's deployment, the policies and the firewall. Or deny the grant, if the upstream is not wanted.");
}
