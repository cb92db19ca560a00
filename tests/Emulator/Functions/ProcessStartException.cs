namespace Egress.Emulator.Functions;

/// <summary>The operating system does not start a function's program: the deployment's fault, not the emulator's.</summary>
internal sealed class ProcessStartException(string message, Exception cause) : Exception(message, cause);
