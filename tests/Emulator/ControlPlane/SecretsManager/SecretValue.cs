namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>SecretString or SecretBinary (in base64). Never printed.</summary>
internal sealed record SecretValue(string? Text, string? Base64)
{
    public static SecretValue Of(string text) => new(text, null);

    public override string ToString() => "[redacted]";
}
