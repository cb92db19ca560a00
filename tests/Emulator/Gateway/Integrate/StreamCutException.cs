namespace Egress.Emulator.Gateway.Integrate;

/// <summary>
/// A stream ends before its end. Kestrel then sends what was written and closes the connection without the last chunk, so that the client sees
/// a body cut short; to abort the connection would take back what is still on its way.
/// </summary>
internal sealed class StreamCutException(Exception cause) : Exception("The stream was cut.", cause);
