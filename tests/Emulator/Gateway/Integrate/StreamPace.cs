namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Bandwidth of a stream beyond the bytes that run at full speed.</summary>
internal static class StreamPace
{
    /// <summary>How long to wait after <paramref name="sentBytes"/> in all, <paramref name="elapsed"/> after full speed ended.</summary>
    public static TimeSpan Pause(long sentBytes, TimeSpan elapsed)
    {
        var due = TimeSpan.FromSeconds((double)(sentBytes - GatewayLimits.UnthrottledStreamBytes) / GatewayLimits.StreamBytesPerSecond);
        return due > elapsed ? due - elapsed : TimeSpan.Zero;
    }
}
