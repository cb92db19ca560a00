namespace Egress.Client.Keys;

/// <summary>How a fetch ended. A value, so that a flight nobody waits for leaves no unobserved exception.</summary>
internal readonly record struct FetchOutcome(ApiKeyVersion? Fetched, Exception? Failure);
