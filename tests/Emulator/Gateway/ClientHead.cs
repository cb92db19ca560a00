namespace Egress.Emulator.Gateway;

/// <summary>A request's head as the client wrote it, to the byte.</summary>
internal sealed record ClientHead(byte[] Bytes);
