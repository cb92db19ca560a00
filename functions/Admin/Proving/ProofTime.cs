using Egress.Probe.Contract;

namespace Egress.Admin.Proving;

/// <summary>One clock for the whole proof, control included, so that it always ends before the function's own time does.</summary>
internal sealed class ProofTime(TimeProvider time, TimeSpan budget)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>The last reason for which Probe could ask nothing at all.</summary>
    public string? Trouble { get; private set; }

    public void Note(ProbeReport report) => Trouble = report.Trouble;

    public void Require(IReadOnlyList<string> open, ProbeMode mode)
    {
        if (Elapsed >= budget)
        {
            throw new RefusedException($"After {Elapsed.TotalSeconds:0} s the gateway still does not always {(mode == ProbeMode.Accept ? "accept" : "refuse")} the key on {string.Join(", ", open)}; " +
                $"expected within Egress__ProbeBudget, {budget.TotalSeconds:0} s. {Trouble} The key in use is untouched; the step will be tried again.".Replace("  ", " ", StringComparison.Ordinal));
        }
    }
}
