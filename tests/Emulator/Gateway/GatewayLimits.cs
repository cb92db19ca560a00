namespace Egress.Emulator.Gateway;

/// <summary>Limits of a private REST API. [doc: Quotas for configuring and running a REST API]</summary>
internal static class GatewayLimits
{
    public const int MaxBodyBytes = 10_485_760;
    public const int MaxHeaderBytes = 8_000;
    public const int MaxUrlCharacters = 8_192;
    public const int MaxMethodArnBytes = 1_600;

    /// <summary>A stream runs unthrottled up to ten megabytes, then at two megabytes a second. [doc: Stream the integration response for your proxy integrations]</summary>
    public const int UnthrottledStreamBytes = 10 * 1024 * 1024;
    public const int StreamBytesPerSecond = 2 * 1024 * 1024;
    public static readonly TimeSpan LongestStream = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestStreamSilence = TimeSpan.FromMinutes(5);
}
