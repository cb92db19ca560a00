namespace Egress.Emulator.Functions;

/// <summary>How an invocation ended. A null error type is success; the payload is the function's answer, or the error as the caller gets it.</summary>
internal sealed record InvocationOutcome(ReadOnlyMemory<byte> Payload, string? ErrorType)
{
    public bool IsTimeout => ErrorType == FunctionErrors.TimedOut;
}
