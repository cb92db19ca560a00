using System.Text.Json.Serialization;

namespace Egress.Admin.Operators;

/// <summary>What a person, or a script, asks of Admin: <c>{"action":"rotate","consumer":"app"}</c>. Which members belong to which action: <see cref="OperatorRules"/>.</summary>
// Setters, not init: generated JSON code calls every init accessor, and a member that is absent would lose its default.
internal sealed record OperatorRequest
{
    [JsonRequired]
    public string Action { get; set; } = "";

    /// <summary>Only say what would be done.</summary>
    public bool? DryRun { get; set; }

    public string? Consumer { get; set; }

    /// <summary>An upstream's host.</summary>
    public string? Upstream { get; set; }

    public IReadOnlyList<string>? Upstreams { get; set; }

    /// <summary>Of rollback: a version id; the previous one if absent.</summary>
    public string? Version { get; set; }

    /// <summary>Of revoke: current, previous, a version id, or a fingerprint.</summary>
    public string? Target { get; set; }

    /// <summary>Of revoke: replace (callers notice nothing) or contain (at once, callers fail until they hold the new key).</summary>
    public string? Mode { get; set; }

    /// <summary>Of usage: days such as 2026-01-31.</summary>
    public string? From { get; set; }

    public string? To { get; set; }

    /// <summary>Of list: the consumer with which it goes on.</summary>
    public string? Position { get; set; }

    /// <summary>Of rotate-all: goes on with the run that began then.</summary>
    public DateTimeOffset? Since { get; set; }
}
