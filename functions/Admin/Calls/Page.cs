namespace Egress.Admin.Calls;

/// <summary>One page of a list, and where the next one starts; null after the last.</summary>
internal sealed record Page<T>(IEnumerable<T>? Items, string? Next);
