namespace Egress.Emulator.Functions;

/// <summary>Runs functions as real processes over the Lambda Runtime API, one process per concurrent invocation.</summary>
internal sealed class FunctionHost(TimeProvider time) : IAsyncDisposable
{
    public TimeProvider Time { get; } = time;

    public IReadOnlyCollection<FunctionDefinition> Functions => throw new NotSupportedException();

    public void Add(FunctionDefinition function) => throw new NotSupportedException();

    /// <summary>Finds a function by logical id, name or ARN.</summary>
    public FunctionDefinition? Find(string function) => throw new NotSupportedException();

    public Task<InvocationResult> InvokeAsync(FunctionDefinition function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
