namespace Egress.Emulator.Gateway.Upstream;

/// <summary>How far a call to an upstream came before it failed.</summary>
internal enum UpstreamFailure
{
    NameNotResolved,

    /// <summary>The name leads to an address that is not public, where a gateway outside the VPC reaches nothing.</summary>
    AddressNotPublic,
    NotConnected,
    CertificateRefused,

    /// <summary>The connection broke, or what came over it was no HTTP, before the head was complete.</summary>
    CutBeforeHead,
    CutMidBody,
}
