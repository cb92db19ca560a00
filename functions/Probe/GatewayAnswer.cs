namespace Egress.Probe;

/// <summary>As much of an answer as the decision needs. <see cref="Status"/> is null when none came.</summary>
internal sealed record GatewayAnswer(int? Status, string? ProbeHeader = null, string? ErrorHeader = null);
