namespace Egress.Client.Keys;

/// <summary>The key before the current one: the gateway accepts it until the rotation's grace ends, and some of its nodes know the new one late.</summary>
internal sealed record PreviousKey(ApiKeyVersion Version, Moment ReplacedAt);
