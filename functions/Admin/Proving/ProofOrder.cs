using Egress.Probe.Contract;

namespace Egress.Admin.Proving;

/// <summary>What is to be proved: that one version's key is accepted, or refused, on these upstreams.</summary>
internal sealed record ProofOrder(string SecretId, string VersionId, IReadOnlyList<string> Upstreams, ProofGoal Goal)
{
    public ProbeMode Mode { get; init; } = ProbeMode.Accept;

    /// <summary>The stages may have been made a moment ago: what looks like a blocked or missing stage may come right within the budget.</summary>
    public bool IsSettling { get; init; }
}
