namespace Egress.Admin.Keys;

/// <summary>That the key opened every plan of a set, and when.</summary>
internal sealed record Proof(DateTimeOffset At, string PlansHash);
