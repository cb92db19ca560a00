namespace Egress.Emulator.Deployment.Secrets;

/// <summary>That a secret is rotated, and whether the first rotation comes at once (<c>RotateImmediatelyOnUpdate</c>, true by default).</summary>
internal sealed record RotationSchedule(string SecretArn, string FunctionArn, bool RotatesImmediately);
