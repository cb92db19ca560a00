namespace Egress.Emulator.Gateway;

/// <summary>An enabled key as a node knows it: whose it is (its customer id, or its name; keys of one owner follow each other at a rotation), and the plans that it is in. At most one of them has a given stage.</summary>
internal sealed record NodeKey(string Id, string Owner, IReadOnlyList<string> PlanIds);
