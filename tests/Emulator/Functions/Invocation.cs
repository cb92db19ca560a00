namespace Egress.Emulator.Functions;

/// <summary>One event on its way through a sandbox.</summary>
internal sealed class Invocation(FunctionDefinition function, InvocationInput input, DateTimeOffset now)
{
    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _answers;

    public string Id { get; } = Guid.NewGuid().ToString();
    public string FunctionArn { get; } = input.QualifiedArn ?? function.Arn;
    public string? ClientContext { get; } = input.ClientContext;

    /// <summary>An absent payload reaches the function as an empty object.</summary>
    public ReadOnlyMemory<byte> Payload { get; } = input.Payload.IsEmpty ? "{}"u8.ToArray() : input.Payload;

    public string TraceId { get; } = TraceHeader.Of(input.TraceHeader, now);

    public DateTimeOffset Deadline { get; set; }

    public Task<InvocationOutcome> Outcome => _outcome.Task;

    /// <summary>The runtime has answered, though its answer may still be on its way to the caller.</summary>
    public bool IsAnswered => Volatile.Read(ref _answers) > 0 || Outcome.IsCompleted;

    /// <summary>True for the runtime's first answer, and only where it is not too late.</summary>
    public bool TryAnswer() => !Outcome.IsCompleted && Interlocked.Increment(ref _answers) == 1;

    /// <summary>False when there is one already.</summary>
    public bool TryComplete(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);
}
