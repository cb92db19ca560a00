namespace Egress.Probe.Contract;

/// <summary>What one upstream's stage answered during one round.</summary>
internal sealed record UpstreamReport
{
    public required string Upstream { get; init; }

    /// <summary>Answers that show that the gateway knows the key.</summary>
    public int Passes { get; init; }

    /// <summary>Answers INVALID_API_KEY with this stack's mark.</summary>
    public int Refusals { get; init; }

    /// <summary>Answers that say nothing about the key: throttled, 5xx, timeout, broken connection.</summary>
    public int Neutral { get; init; }

    /// <summary>Wished answers in a row at the end of the round (passes, or refusals when these are wished); neutral ones do not break it.</summary>
    public int Run { get; init; }

    public int LongestRun { get; init; }

    /// <summary>Milliseconds from the first answer of <see cref="Run"/> to the end of the round.</summary>
    public long RunMs { get; init; }

    /// <summary>Milliseconds from the start of the round to the first wished answer; null when there was none.</summary>
    public long? FirstMs { get; init; }

    /// <summary>An answer that no waiting will cure, such as <c>blocked: ACCESS_DENIED</c>; it ended the round.</summary>
    public string? Fault { get; init; }
}
