namespace Egress.Simulation.Mutations;

/// <summary>One way to break Admin: a text of one of its files, what takes its place, and the test that must then fail.</summary>
internal sealed record Mutation(string Name, string File, string Text, string Instead, string Test);
