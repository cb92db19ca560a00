namespace Egress.Probe.Contract;

/// <summary>What the caller of Probe wants to know of the gateway.</summary>
internal enum ProbeMode
{
    /// <summary>The version's key must open every upstream.</summary>
    Accept,

    /// <summary>The version's key must be refused by every upstream.</summary>
    Reject,

    /// <summary>The negative control: a random key must be refused by every upstream. No secret is read.</summary>
    Control,

    /// <summary>Raw requests to the gateway, and its raw answers: for comparing it with its emulator.</summary>
    Exchange,
}
