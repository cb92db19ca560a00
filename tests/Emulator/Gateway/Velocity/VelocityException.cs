namespace Egress.Emulator.Gateway.Velocity;

/// <summary>A template that cannot be read, or that fails while it runs.</summary>
internal sealed class VelocityException(int line, string message) : Exception($"line {line}: {message}");
