namespace Egress.Emulator.Gateway;

/// <summary>What the access log knows of the integration.</summary>
internal sealed record IntegrationOutcome(int? StatusCode, TimeSpan Latency);
