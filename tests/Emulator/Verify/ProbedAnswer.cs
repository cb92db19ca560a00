namespace Egress.Emulator.Verify;

/// <summary>What Probe heard: the answer's bytes, how the connection ended, its protocol, and milliseconds to the first byte.</summary>
internal sealed record ProbedAnswer(byte[] Bytes, string End, string? Tls, long? FirstMs);
