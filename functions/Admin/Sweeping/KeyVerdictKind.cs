namespace Egress.Admin.Sweeping;

/// <summary>What is done with a key.</summary>
internal enum KeyVerdictKind
{
    Leave,

    /// <summary>Enable, and attach to the granted plans: somebody undid it by hand.</summary>
    Repair,

    /// <summary>It is current again: drop the stamps of an earlier retirement.</summary>
    Revive,
    GiveGrace,
    TakeBaseline,

    /// <summary>Its use since the baseline has to be looked at before anything is decided.</summary>
    AskUse,
    Hold,
    MarkDue,
    Disable,

    /// <summary>Disable for good, at once and whatever its label.</summary>
    Revoke,

    /// <summary>Disable for good, for the value that replaces it is current.</summary>
    EndReplacement,
    MarkDisabled,
    Delete,
    MarkExtra,
    DetachExtra,
    ForgetExtra,
    SettleQuota,
}
