using Egress.Probe.Contract;

namespace Egress.Admin.Proving;

/// <summary>How far one upstream has come towards the goal, over all rounds so far. Times count from the start of the first round.</summary>
internal sealed record UpstreamProgress(string Upstream)
{
    /// <summary>Wished answers in a row, up to now.</summary>
    public int Run { get; init; }

    public TimeSpan RunStarted { get; init; }
    public TimeSpan RunEnded { get; init; }
    public TimeSpan? FirstPass { get; init; }

    /// <summary>Nodes that were slow once may be slow again: the longer the first pass took, the longer the passes must hold.</summary>
    public TimeSpan SpreadWanted(ProofGoal goal) => FirstPass * 2 is { } twice && twice > goal.Spread ? twice : goal.Spread;

    public bool IsProved(ProofGoal goal) => Run >= goal.Passes && RunEnded - RunStarted >= SpreadWanted(goal);

    public UpstreamProgress After(UpstreamReport report, ProbeMode mode, TimeSpan roundStarted, TimeSpan roundEnded)
    {
        var wished = mode == ProbeMode.Accept ? report.Passes : report.Refusals;
        var first = FirstPass ?? (report.FirstMs is { } ms ? roundStarted + TimeSpan.FromMilliseconds(ms) : null);
        if (report.Run == 0)
        {
            return wished == 0 && report.Passes + report.Refusals == 0
                ? this with { FirstPass = first } // neutral answers only: nothing was learnt, nothing is lost
                : new UpstreamProgress(Upstream) { FirstPass = first };
        }

        var isUnbroken = Run > 0 && report.Run == wished && report.Passes + report.Refusals == wished;
        var started = isUnbroken ? RunStarted : roundEnded - TimeSpan.FromMilliseconds(report.RunMs);
        return this with { Run = isUnbroken ? Run + report.Run : report.Run, RunStarted = started, RunEnded = roundEnded, FirstPass = first };
    }
}
