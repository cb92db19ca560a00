namespace Egress.Probe.Contract;

/// <summary>What one upstream's stage answered during one round.</summary>
internal sealed record UpstreamReport
{
    public required string Upstream { get; set; }

    /// <summary>Answers that show that the gateway knows the key.</summary>
    public int Passes { get; set; }

    /// <summary>Answers INVALID_API_KEY with this stack's mark.</summary>
    public int Refusals { get; set; }

    /// <summary>Answers that say nothing about the key: throttled, 5xx, timeout, broken connection.</summary>
    public int Neutral { get; set; }

    /// <summary>Wished answers in a row at the end of the round (passes, or refusals when these are wished); neutral ones do not break it.</summary>
    public int Run { get; set; }

    public int LongestRun { get; set; }

    /// <summary>Milliseconds from the first answer of <see cref="Run"/> to the end of the round.</summary>
    public long RunMs { get; set; }

    /// <summary>Milliseconds from the start of the round to the first wished answer; null when there was none.</summary>
    public long? FirstMs { get; set; }

    /// <summary>An answer that no waiting will cure, such as <c>blocked: ACCESS_DENIED</c>; it ended the round.</summary>
    public string? Fault { get; set; }
}
