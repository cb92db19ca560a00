namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>The service rotates at any time in the window; the emulator at its start. NextRotationDate is its end: "on or before this date".</summary>
internal readonly record struct RotationWindow(DateTimeOffset Start, DateTimeOffset End);
