namespace Egress.Emulator.Gateway.Policy;

/// <summary>What one policy says about a call.</summary>
internal enum PolicyDecision
{
    /// <summary>A statement allows it and none denies it.</summary>
    Allowed,

    /// <summary>No statement allows it.</summary>
    DeniedImplicitly,

    /// <summary>A statement denies it, whatever others allow.</summary>
    DeniedExplicitly,
}
