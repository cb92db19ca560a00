namespace Egress.Admin.Proving;

/// <summary>What counts as a proof: so many wished answers in a row on every upstream, spread over at least so long.</summary>
internal sealed record ProofGoal(int Passes, TimeSpan Spread);
