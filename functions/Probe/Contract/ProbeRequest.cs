namespace Egress.Probe.Contract;

/// <summary>Probe's event. It names a version of a secret; the value itself never travels.</summary>
// Setters, not init: generated JSON code calls every init accessor, and a member that is absent would lose its default.
internal sealed record ProbeRequest
{
    public string? SecretId { get; set; }

    /// <summary>Absent: the version that AWSCURRENT names.</summary>
    public string? VersionId { get; set; }

    public IReadOnlyList<string> Upstreams { get; set; } = [];
    public ProbeMode Mode { get; set; }

    /// <summary>Requests to each upstream.</summary>
    public int Attempts { get; set; } = 1;

    /// <summary>Pause between two requests to one upstream, in milliseconds.</summary>
    public int IntervalMs { get; set; }

    /// <summary>The stages were made a moment ago: some nodes do not know them yet, and answer 403 without the mark. That is then no fault.</summary>
    public bool IsSettling { get; set; }

    /// <summary>Mode <see cref="ProbeMode.Exchange"/> only, in place of <see cref="Upstreams"/>.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; set; } = [];
}
