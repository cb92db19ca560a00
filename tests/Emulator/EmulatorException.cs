namespace Egress.Emulator;

/// <summary>Why the emulator cannot start or do what it was asked, in words for the person who asked.</summary>
internal sealed class EmulatorException(string message) : Exception(message);
