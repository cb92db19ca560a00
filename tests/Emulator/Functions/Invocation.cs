namespace Egress.Emulator.Functions;

/// <summary>One event on its way through a sandbox.</summary>
internal sealed class Invocation(FunctionDefinition function, ReadOnlyMemory<byte> payload)
{
    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = Guid.NewGuid().ToString();
    public string FunctionArn { get; } = function.Arn;

    /// <summary>An absent payload reaches the function as an empty object.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = payload.IsEmpty ? "{}"u8.ToArray() : payload;

    /// <summary>Root=1-{seconds}-{random};Parent=…;Sampled=0 [X-Ray developer guide, "Tracing header"]</summary>
    public string TraceId { get; } = $"Root=1-{Guid.NewGuid().ToString("N")[..8]}-{Guid.NewGuid().ToString("N")[..24]};Parent={Guid.NewGuid().ToString("N")[..16]};Sampled=0";

    public DateTimeOffset Deadline { get; set; }

    public Task<InvocationOutcome> Outcome => _outcome.Task;

    /// <summary>False when there is one already.</summary>
    public bool TryComplete(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);
}
