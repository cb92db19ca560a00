using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Egress.Emulator.Gateway;

/// <summary>Keeps Kestrel out of the gateway's way: its own limits stand wider than the gateway's, so that the gateway answers; its bytes are the gateway's bytes.</summary>
internal static class KestrelLimits
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // Kestrel adds it to a clock of nanoseconds: the longest TimeSpan wraps round, and closes at once.
    private static readonly TimeSpan Never = TimeSpan.FromDays(365);

    /// <summary>The largest buffered answer may be read as slowly as the longest stream; a client that stops reading is cut off.</summary>
    private static readonly double LeastAnswerBytesPerSecond = GatewayLimits.MaxBodyBytes / GatewayLimits.LongestStream.TotalSeconds;

    public static void Apply(KestrelServerOptions options, GatewaySwitches switches)
    {
        // A line feed without its carriage return ends a line for some readers only (RFC 9112, section 2.2). Kestrel has no other way to say so.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        options.AddServerHeader = false;
        options.AllowResponseHeaderCompression = false;
        options.RequestHeaderEncodingSelector = name => name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) ? StrictLength.Instance : Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        var limits = options.Limits;
        limits.MaxRequestBodySize = null;

        // Beyond these three Kestrel answers itself: a bare 414 or 431 without body or ids, which no switch changes, and the connection's end.
        limits.MaxRequestHeadersTotalSize = 128 * 1024;
        limits.MaxRequestHeaderCount = 4_000;
        limits.MaxRequestLineSize = 64 * 1024;
        limits.KeepAliveTimeout = switches.IdleClose ?? Never;
        limits.RequestHeadersTimeout = switches.SlowestRequestHeaders;
        limits.MinRequestBodyDataRate = new MinDataRate(switches.LeastBodyBytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(Math.Max(switches.LeastBodyBytesPerSecond, LeastAnswerBytesPerSecond), Grace); // StreamResponse lifts it
    }
}
