namespace Egress.Caller;

/// <summary>What the invoker is told in place of an answer: fixed words, and what the client found wrong in the event's own request; never the text of somebody else's exception.</summary>
internal sealed record FailureBody(string Reason, string? Found, string Remedy, bool CanRetryHelp, string? Upstream, string? GatewayRequestId);
