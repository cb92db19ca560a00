namespace Egress.Emulator.Gateway;

/// <summary>At most <paramref name="Limit"/> calls in each <paramref name="Period"/> (DAY, WEEK or MONTH); <paramref name="Offset"/> is what the first period is short of.</summary>
internal sealed record QuotaLimit(int Limit, string Period, int Offset);
