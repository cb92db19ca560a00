namespace Egress.Emulator.Gateway;

/// <summary>One entry of a stage's method settings, with the service's defaults. [API reference, MethodSetting]. Of all this only the throttle matters to a call here.</summary>
internal sealed record MethodSetting
{
    /// <summary>The account's own, which a setting without a throttle shows. [Quotas for configuring and running a REST API]</summary>
    public double RatePerSecond { get; init; } = 10_000;

    public int Burst { get; init; } = 5_000;
    public bool IsMeasured { get; init; }

    /// <summary>OFF, ERROR or INFO; null until somebody sets it, and then not shown (recorded 2024-03-05).</summary>
    public string? LoggingLevel { get; init; }

    public bool TracesData { get; init; }
    public bool IsCached { get; init; }
    public int CacheTtlInSeconds { get; init; } = 300;
    public bool EncryptsCache { get; init; }
    public bool CacheControlNeedsAuthorization { get; init; } = true;
    public string UnauthorizedCacheControl { get; init; } = "SUCCEED_WITH_RESPONSE_HEADER";

    /// <summary>Null where -1 turns it off.</summary>
    public ThrottleLimit? Throttle => RatePerSecond < 0 || Burst < 0 ? null : new ThrottleLimit(RatePerSecond, Burst);
}
