namespace Egress.Simulation;

/// <summary>The function's process ended here. No code of Admin may catch it.</summary>
internal sealed class CrashException : Exception;
