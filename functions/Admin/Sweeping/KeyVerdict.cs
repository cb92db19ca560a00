namespace Egress.Admin.Sweeping;

/// <summary>What is done with a key, and why.</summary>
internal sealed record KeyVerdict(KeyVerdictKind Kind, string Reason)
{
    /// <summary>Only these take something away from a caller.</summary>
    public bool IsDestructive => Kind is KeyVerdictKind.Disable or KeyVerdictKind.EndReplacement or KeyVerdictKind.Delete or KeyVerdictKind.DetachExtra;

    /// <summary>Somebody has to look at it.</summary>
    public bool IsAlarm => Kind is KeyVerdictKind.Repair or KeyVerdictKind.Hold or KeyVerdictKind.Revoke or KeyVerdictKind.EndReplacement or KeyVerdictKind.DetachExtra;
}
