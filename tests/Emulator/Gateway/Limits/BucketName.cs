namespace Egress.Emulator.Gateway.Limits;

/// <summary>Whose bucket it is: a plan's for a key, or of neither; and of which stage and method, where it is one method's own.</summary>
internal readonly record struct BucketName(string? PlanId, string? KeyId, string? Method);
