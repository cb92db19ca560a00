namespace Egress.Admin.Sweeping;

/// <summary>One sweep: of every consumer or of one, for real or only to see what it would do.</summary>
internal sealed record SweepOrder
{
    public required string Actor { get; init; }

    /// <summary>When the schedule meant it; null when a person asks.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public string? Consumer { get; init; }
    public bool IsDryRun { get; init; }

    /// <summary>How long it may take; what is not done by then is done by the next one.</summary>
    public required TimeSpan Remaining { get; init; }
}
