namespace Egress.StandIns.Tests.Wire;

/// <summary>An event for a function, and the headers beyond the usual ones that the Runtime API hands out with it.</summary>
internal sealed record Invocation(string RequestId, string Event, params (string Name, string Value)[] Headers);
