namespace Egress.Admin.Usage;

/// <summary>One day of one key in one plan: what was used that day, and what remained of the period's quota after it.</summary>
internal sealed record UsageDay(DateOnly Day, long Used, long Remaining);
