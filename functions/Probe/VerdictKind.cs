namespace Egress.Probe;

/// <summary>The classes of answers.</summary>
internal enum VerdictKind
{
    /// <summary>The gateway knows the key.</summary>
    Pass,

    /// <summary>The gateway refuses the key.</summary>
    Refusal,

    /// <summary>Says nothing about the key.</summary>
    Neutral,

    /// <summary>Says nothing about the key, and that we are too fast.</summary>
    Throttled,

    /// <summary>No waiting will cure it.</summary>
    Fault,
}
