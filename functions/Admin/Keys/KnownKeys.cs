namespace Egress.Admin.Keys;

/// <summary>The keys of one consumer as one call showed them, with their values.</summary>
internal sealed record KnownKeys(IReadOnlyList<GatewayKey> Keys);
