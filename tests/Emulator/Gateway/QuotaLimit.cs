namespace Egress.Emulator.Gateway;

/// <summary>At most <paramref name="Limit"/> calls in each <paramref name="Period"/> (DAY, WEEK or MONTH); <paramref name="Offset"/> is the number of calls that the first period is short of, or by switch
/// (<see cref="GatewaySwitches.OffsetsQuotaByDays"/>) the number of days by which each period begins later.</summary>
internal sealed record QuotaLimit(int Limit, string Period, int Offset);
