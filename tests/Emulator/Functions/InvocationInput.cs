namespace Egress.Emulator.Functions;

/// <summary>What a caller hands over with an event.</summary>
internal sealed record InvocationInput(ReadOnlyMemory<byte> Payload)
{
    /// <summary>The function's ARN with the version that the caller named; null where none was named.</summary>
    public string? QualifiedArn { get; init; }

    /// <summary>JSON in one line of ASCII.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The caller's X-Amzn-Trace-Id.</summary>
    public string? TraceHeader { get; init; }
}
