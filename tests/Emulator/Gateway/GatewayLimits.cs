namespace Egress.Emulator.Gateway;

/// <summary>Limits of a REST API, a private one unless said otherwise. [doc: Quotas for configuring and running a REST API]</summary>
internal static class GatewayLimits
{
    public const int MaxBodyBytes = 10_485_760;
    public const int MaxHeaderBytes = 8_000;

    /// <summary>Of an API that is not private.</summary>
    public const int MaxPublicHeaderBytes = 10_240;
    public const int MaxUrlCharacters = 8_192;
    public const int MaxMethodArnBytes = 1_600;

    /// <summary>A stream runs unthrottled up to ten megabytes, then at two megabytes a second. [doc: Stream the integration response for your proxy integrations]</summary>
    public const int UnthrottledStreamBytes = 10 * 1024 * 1024;
    public const int StreamBytesPerSecond = 2 * 1024 * 1024;
    public static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestStreamSilence = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestEdgeStreamSilence = TimeSpan.FromSeconds(30);
}
