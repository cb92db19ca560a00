namespace Egress.Probe.Contract;

/// <summary>Probe's event. It names a version of a secret; the value itself never travels.</summary>
internal sealed record ProbeRequest
{
    public string? SecretId { get; init; }

    /// <summary>Absent: the version that AWSCURRENT names.</summary>
    public string? VersionId { get; init; }

    public IReadOnlyList<string> Upstreams { get; init; } = [];
    public ProbeMode Mode { get; init; }

    /// <summary>Requests to each upstream.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Pause between two requests to one upstream, in milliseconds.</summary>
    public int IntervalMs { get; init; }
}
