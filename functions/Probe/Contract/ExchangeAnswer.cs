namespace Egress.Probe.Contract;

/// <summary>What came back: the bytes, with the key, the mark, the API id and the host turned into placeholders again.</summary>
internal sealed record ExchangeAnswer
{
    /// <summary>Bytes as they arrived, as base64; without a body that is encoded, since the key could not be found in it.</summary>
    public string Answer { get; set; } = "";

    public ExchangeEnd End { get; set; }

    /// <summary>Protocol of the connection, such as <c>Tls12</c>; null without TLS, or without a connection.</summary>
    public string? Tls { get; set; }

    /// <summary>Milliseconds from the request to the first byte; null when none came.</summary>
    public long? FirstMs { get; set; }

    /// <summary>Milliseconds from the request to the end.</summary>
    public long TotalMs { get; set; }
}
