namespace Egress.Client.Keys;

/// <summary>The key to send a refused request with once more.</summary>
internal readonly record struct Replacement(ApiKeyVersion Version, bool IsPrevious);
