namespace Egress.Admin;

/// <summary>Admin will not do this. The message says what was found, what was expected and what to do; never a key's value.</summary>
internal sealed class RefusedException(string message) : Exception(message);
