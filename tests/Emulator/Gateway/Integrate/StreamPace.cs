namespace Egress.Emulator.Gateway.Integrate;

/// <summary>Bandwidth of one stream beyond the bytes that run at full speed. What an upstream that pauses leaves unused is not saved up.</summary>
internal sealed class StreamPace
{
    // So much may be made up for, or whatever a timer is late would slow the stream down: one read of the stream's 64 KiB.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(64 * 1024.0 / GatewayLimits.StreamBytesPerSecond);

    private long _sentBytes;
    private TimeSpan _due;

    /// <summary>How long to wait when so many bytes more were sent, at a moment since the stream's start.</summary>
    public TimeSpan Pause(int bytes, TimeSpan now)
    {
        _sentBytes += bytes;
        var paced = Math.Min(bytes, _sentBytes - GatewayLimits.UnthrottledStreamBytes);
        if (paced <= 0)
        {
            return TimeSpan.Zero;
        }

        var from = _due == TimeSpan.Zero ? now : _due > now - Slack ? _due : now - Slack;
        _due = from + TimeSpan.FromSeconds((double)paced / GatewayLimits.StreamBytesPerSecond);
        return _due > now ? _due - now : TimeSpan.Zero;
    }
}
