namespace Egress.Client.Keys;

/// <summary>How long a key is fresh, how long it may be used at all without asking, and how long a fetch may take.</summary>
internal sealed record KeyTimes(TimeSpan TimeToLive, TimeSpan MaxStale, TimeSpan FetchTimeout)
{
    public static KeyTimes Of(EgressOptions options) => new(options.KeyTimeToLive, options.KeyMaxStale, options.KeyFetchTimeout);
}
