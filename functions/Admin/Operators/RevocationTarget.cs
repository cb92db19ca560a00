using Egress.Admin.Keys;

namespace Egress.Admin.Operators;

/// <summary>The value to be revoked: the version that holds it, if one still does, and the key that has it, if there still is one.</summary>
internal sealed record RevocationTarget(string? VersionId, GatewayKey? Key, string Fingerprint, bool IsCurrent);
