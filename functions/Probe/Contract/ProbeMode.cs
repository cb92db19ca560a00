namespace Egress.Probe.Contract;

/// <summary>What the caller of Probe expects of the gateway.</summary>
internal enum ProbeMode
{
    /// <summary>The version's key must open every upstream.</summary>
    Accept,

    /// <summary>The version's key must be refused by every upstream.</summary>
    Reject,

    /// <summary>The negative control: a random key must be refused by every upstream. No secret is read.</summary>
    Control,
}
