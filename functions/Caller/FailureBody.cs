namespace Egress.Caller;

/// <summary>What the invoker is told in place of an answer: fixed words, never the text of somebody else's exception.</summary>
internal sealed record FailureBody(string Reason, string Remedy, bool CanRetryHelp, string? Upstream, string? GatewayRequestId);
