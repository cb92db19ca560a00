namespace Egress.Emulator.Gateway;

/// <summary>From the arrival of a request to the end of its answer.</summary>
internal sealed record ResponseLatency(TimeSpan Elapsed);
