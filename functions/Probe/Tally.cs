using Egress.Probe.Contract;

namespace Egress.Probe;

/// <summary>Counts one upstream's answers. The wished ones make a run; a contrary one ends it, a neutral one does not.</summary>
internal sealed record Tally(string Upstream, ProbeMode Mode)
{
    private VerdictKind Wished => Mode == ProbeMode.Accept ? VerdictKind.Pass : VerdictKind.Refusal;

    public int Passes { get; private init; }
    public int Refusals { get; private init; }
    public int Neutral { get; private init; }
    public int Run { get; private init; }
    public int LongestRun { get; private init; }
    public TimeSpan RunStarted { get; private init; }
    public TimeSpan? First { get; private init; }
    public string? Fault { get; private init; }

    public Tally Add(Verdict verdict, TimeSpan elapsed) => verdict.Kind switch
    {
        VerdictKind.Pass => (this with { Passes = Passes + 1 }).Step(verdict.Kind, elapsed),
        VerdictKind.Refusal => (this with { Refusals = Refusals + 1 }).Step(verdict.Kind, elapsed),
        VerdictKind.Fault => this with { Fault = verdict.Fault },
        _ => this with { Neutral = Neutral + 1 },
    };

    public UpstreamReport ToReport(TimeSpan elapsed) => new()
    {
        Upstream = Upstream,
        Passes = Passes,
        Refusals = Refusals,
        Neutral = Neutral,
        Run = Run,
        LongestRun = LongestRun,
        RunMs = Run == 0 ? 0 : (long)(elapsed - RunStarted).TotalMilliseconds,
        FirstMs = (long?)First?.TotalMilliseconds,
        Fault = Fault,
    };

    private Tally Step(VerdictKind kind, TimeSpan elapsed) => kind != Wished
        ? this with { Run = 0 }
        : this with { Run = Run + 1, LongestRun = Math.Max(LongestRun, Run + 1), RunStarted = Run == 0 ? elapsed : RunStarted, First = First ?? elapsed };
}
