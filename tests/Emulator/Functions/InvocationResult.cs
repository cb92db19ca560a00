namespace Egress.Emulator.Functions;

/// <summary>The answer of one invocation. <see cref="FunctionError"/> is null on success, else <c>Unhandled</c>, with status 200 all the same.</summary>
internal sealed record InvocationResult(ReadOnlyMemory<byte> Payload, string? FunctionError, string LogTail);
