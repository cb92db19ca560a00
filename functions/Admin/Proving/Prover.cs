using Egress.Probe.Contract;

namespace Egress.Admin.Proving;

/// <summary>
/// Proves through the VPC what the management API cannot know: that the gateway's nodes accept a key, on every upstream.
/// AWS states no time in which a key becomes known, and nodes disagree for a while; so the proof is a long run of passes, never one.
/// </summary>
internal sealed class Prover(ProbeFunction probe, AdminOptions options, TimeProvider time)
{
    private static readonly TimeSpan ControlInterval = TimeSpan.FromSeconds(1);

    /// <summary>The negative control: a random key must be refused everywhere, or passes would prove nothing.</summary>
    public async Task ControlAsync(IReadOnlyList<string> upstreams, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var open = upstreams; open.Count > 0;)
        {
            RequireTime(started, open, ProbeMode.Control);
            var report = await probe.AskAsync(new ProbeRequest { Upstreams = open, Mode = ProbeMode.Control }, cancellationToken);
            foreach (var upstream in report.Upstreams)
            {
                RequireProtected(upstream);
            }

            open = [.. report.Upstreams.Where(each => each.Refusals == 0).Select(each => each.Upstream)];
            if (open.Count > 0)
            {
                await Task.Delay(ControlInterval, time, cancellationToken);
            }
        }
    }

    /// <summary>Rounds of questions until every upstream reached the goal; answers how long that took.</summary>
    public async Task<TimeSpan> ProveAsync(string secretId, string versionId, IReadOnlyList<string> upstreams, ProofGoal goal, ProbeMode mode, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        UpstreamProgress[] progress = [.. upstreams.Select(upstream => new UpstreamProgress(upstream))];
        while (ProbeRound.Next(progress, goal) is { } round)
        {
            RequireTime(started, [.. progress.Where(each => !each.IsProved(goal)).Select(each => each.Upstream)], mode);
            var roundStarted = time.GetElapsedTime(started);
            var report = await probe.AskAsync(new ProbeRequest
            {
                SecretId = secretId,
                VersionId = versionId,
                Upstreams = upstreams,
                Mode = mode,
                Attempts = round.Attempts,
                IntervalMs = (int)round.Interval.TotalMilliseconds,
            }, cancellationToken);
            var roundEnded = time.GetElapsedTime(started);
            progress = [.. progress.Select(each => each.After(Sound(report, each.Upstream), mode, roundStarted, roundEnded))];
        }

        return time.GetElapsedTime(started);
    }

    private void RequireTime(long started, IReadOnlyList<string> open, ProbeMode mode)
    {
        if (time.GetElapsedTime(started) >= options.ProbeBudget)
        {
            throw new RefusedException($"After {time.GetElapsedTime(started).TotalSeconds:0} s the gateway still does not always {(mode == ProbeMode.Accept ? "accept" : "refuse")} the key on {string.Join(", ", open)}; " +
                $"expected within Egress__ProbeBudget, {options.ProbeBudget.TotalSeconds:0} s. The key in use is untouched; the step will be tried again.");
        }
    }

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
