namespace Egress.Probe.Contract;

/// <summary>Probe's answer: counts, no value, no header, no body; in mode <see cref="ProbeMode.Exchange"/> the answers, without the key.</summary>
internal sealed record ProbeReport
{
    /// <summary>The version whose key was sent; null in the negative control.</summary>
    public string? VersionId { get; set; }

    public IReadOnlyList<UpstreamReport> Upstreams { get; set; } = [];

    /// <summary>Why nothing could be asked at all: the gateway's name has no address yet. Every answer is then neutral.</summary>
    public string? Trouble { get; set; }

    /// <summary>Addresses of the endpoint's name that were walked over.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = [];

    /// <summary>One for each exchange, in order; null in every other mode.</summary>
    public IReadOnlyList<ExchangeAnswer>? Answers { get; set; }
}
