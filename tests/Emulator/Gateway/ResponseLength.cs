namespace Egress.Emulator.Gateway;

/// <summary>Bytes of the body sent to the client, for the access log.</summary>
internal sealed record ResponseLength(long Bytes);
