namespace Egress.Admin.Keys;

/// <summary>What remained of the predecessor's quota, per plan, when the quota was first carried over; and which key that was.</summary>
internal sealed record Settlement(string FromKey, PlanCounts Remaining)
{
    public static Settlement? Parse(string? text) =>
        text?.Split(";from=") is [var counts, { Length: > 0 } from] && PlanCounts.Parse(counts) is { } remaining ? new(from, remaining) : null;

    public override string ToString() => $"{Remaining};from={FromKey}";
}
