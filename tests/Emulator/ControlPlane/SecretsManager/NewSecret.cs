namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>The input of CreateSecret but for its value.</summary>
internal sealed record NewSecret(string Name, string? Description, string? KmsKeyId, IReadOnlyDictionary<string, string> Tags);
