using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Egress.Emulator.Gateway;

/// <summary>Keeps Kestrel out of the gateway's way: its own limits stand wider than the gateway's, so that the gateway answers; its bytes are the gateway's bytes.</summary>
internal static class KestrelLimits
{
    public static void Apply(KestrelServerOptions options, GatewaySwitches switches)
    {
        options.AddServerHeader = false;
        options.AllowResponseHeaderCompression = false;
        options.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        var limits = options.Limits;
        limits.MaxRequestBodySize = null;
        limits.MaxRequestHeadersTotalSize = 128 * 1024;
        limits.MaxRequestHeaderCount = 4_000;
        limits.MaxRequestLineSize = 64 * 1024;
        limits.KeepAliveTimeout = switches.IdleClose ?? TimeSpan.MaxValue;
        limits.RequestHeadersTimeout = switches.SlowestRequestHeaders;
        limits.MinRequestBodyDataRate = new MinDataRate(switches.LeastBodyBytesPerSecond, TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = null; // a stream's reader may be slow; fifteen minutes end it in any case
    }
}
