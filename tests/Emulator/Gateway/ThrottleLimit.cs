namespace Egress.Emulator.Gateway;

/// <summary>A token bucket: <paramref name="RatePerSecond"/> tokens a second into a bucket of <paramref name="Burst"/>.</summary>
internal sealed record ThrottleLimit(double RatePerSecond, int Burst);
