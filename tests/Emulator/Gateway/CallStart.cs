namespace Egress.Emulator.Gateway;

/// <summary>When a call arrived, and in whose account.</summary>
internal sealed record CallStart(DateTimeOffset At, long Timestamp, string AccountId);
