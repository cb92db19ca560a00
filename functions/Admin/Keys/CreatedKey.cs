namespace Egress.Admin.Keys;

/// <summary>How CreateApiKey came out: a key, a conflict with a value that exists, or (neither) nobody knows.</summary>
internal sealed record CreatedKey(GatewayKey? Key, bool IsConflict);
