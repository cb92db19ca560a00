namespace Egress.Admin.Sweeping;

/// <summary>One thing that a sweep did, or would do.</summary>
internal sealed record SweepLine(string Consumer, string? KeyId, string Action, string Reason);
