namespace Egress.Emulator.Functions;

/// <summary>Performs one invocation. A failing function is a result, not an exception.</summary>
internal delegate Task<InvocationResult> InvokeFunction(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
