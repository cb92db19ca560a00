namespace Egress.Simulation;

/// <summary>An invariant did not hold.</summary>
internal sealed class ViolationException(string invariant, string what) : Exception($"{invariant}: {what}");
