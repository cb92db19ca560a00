namespace Egress.Caller;

/// <summary>The event describes no request. The message says what was found and expected; it quotes no value.</summary>
internal sealed class BadEventException(string message) : Exception(message);
