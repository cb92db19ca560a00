namespace Egress.Probe.Contract;

/// <summary>One raw exchange with the gateway, on a connection of its own: exactly these bytes, but for the placeholders in them.</summary>
internal sealed record Exchange
{
    /// <summary>
    /// Bytes of HTTP/1.1, as base64. <c>{{key}}</c> stands for the version's key, <c>{{api}}</c> for the gateway's API id and <c>{{host}}</c> for
    /// its host: neither the key nor the name of another API can be in an event.
    /// </summary>
    public string Request { get; set; } = "";

    /// <summary>How long to wait for the first byte of an answer, in milliseconds.</summary>
    public int TimeoutMs { get; set; } = 10_000;
}
