namespace Egress.Probe;

/// <summary>Probe cannot do what the event asks. The message says what was found, what was expected and what to do; never a key's value.</summary>
internal sealed class ProbeRefusedException(string message) : Exception(message);
