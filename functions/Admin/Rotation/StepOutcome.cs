namespace Egress.Admin.Rotation;

/// <summary>How a step came out, and for which key.</summary>
internal sealed record StepOutcome(string What, string? Fingerprint = null);
